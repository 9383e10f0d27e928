import { readScopes } from "@firstframe/contract/constants";
import { html, LitElement, nothing, type PropertyValues } from "lit";

const requiredScopes = readScopes.filter((scope) => scope !== "keys:read" && scope !== "uploads:read");

/**
 * Asks for an API key.
 *
 * @fires sign-in - a key was given; `detail` is the key
 */
export class SignInForm extends LitElement {
  static override properties = { message: {}, busy: { type: Boolean } };

  /** Why there is no session, or why the last key did not do; null when there is nothing to say. */
  declare message: string | null;
  /** A key is being checked. */
  declare busy: boolean;

  constructor() {
    super();
    this.message = null;
    this.busy = false;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("message") && this.message !== null) this.querySelector("input")?.focus();
  }

  protected override render() {
    return html`<form class="card sign-in" @submit=${this.#submit}>
      <h1>Sign in to the dashboard</h1>
      <p>Paste an API key. It is exchanged for a session of this browser and not kept.</p>
      <label for="key">API key</label>
      <input
        id="key"
        name="key"
        type="password"
        required
        autocomplete="off"
        spellcheck="false"
        placeholder="ff_sandbox_…"
        aria-describedby=${this.message === null ? "key-help" : "key-error key-help"}
        aria-invalid=${this.message === null ? "false" : "true"}
      />
      ${this.message === null ? nothing : html`<p id="key-error" class="bad-text" role="alert">${this.message}</p>`}
      <button type="submit" class="primary" ?disabled=${this.busy}>${this.busy ? "Signing in…" : "Sign in"}</button>
      <div id="key-help" class="help">
        <p>The key needs these scopes, and no others:</p>
        <p>${requiredScopes.map((scope) => html`<code>${scope}</code> `)}</p>
        <p>
          Make one with <code>POST /v1/api-keys</code> and a key that has <code>keys:write</code>; see the
          <a href="/docs/">API reference</a>. When Firstframe runs on your machine, the start command prints an address
          that signs you in.
        </p>
      </div>
    </form>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const key = this.querySelector("input")?.value.trim();
    if (key) this.dispatchEvent(new CustomEvent<string>("sign-in", { detail: key }));
  };
}
