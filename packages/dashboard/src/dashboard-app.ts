import type { ServiceStatus } from "@firstframe/contract";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { type ApiClient, createApiClient } from "./api-client.ts";
import { ApiFailure } from "./api-failure.ts";
import { loadPage } from "./pages/load-page.ts";
import type { LoadedPage } from "./pages/page.ts";
import { failureNotice } from "./parts/notice.ts";
import { refreshBar } from "./parts/refresh-bar.ts";
import { siteHeader } from "./parts/site-header.ts";
import { skeleton } from "./parts/skeleton.ts";
import { statusStrip } from "./parts/status-strip.ts";
import { RefreshController } from "./refresh-controller.ts";
import { parseRoute, type Route, routeTitle } from "./router.ts";
import { currentSession, keyFromHash, type Session, signIn, signOut } from "./session.ts";

const refreshIntervalMs = 4000;
/** How often ages such as "updated 3 s ago" are drawn anew. */
const tickMs = 1000;

/** The whole dashboard: who is signed in, which page is shown, and how fresh it is. */
export class DashboardApp extends LitElement {
  readonly #client: ApiClient = createApiClient((input, init) => fetch(input, init));
  #session: Session | null = null;
  /** What stands in the way of a session: not asked yet, asked and none, or the question failed. */
  #gate: "checking" | "signed-out" | "unreachable" = "checking";
  #gateFailure: unknown = null;
  #signInMessage: string | null = null;
  #signingIn = false;
  #route: Route = parseRoute("");
  #ticks: ReturnType<typeof setInterval> | undefined;

  readonly #page = new RefreshController<LoadedPage>(this, {
    load: (signal) =>
      this.#guard(async (session) => loadPage(this.#route, { client: this.#client, session, signal })),
    intervalMs: refreshIntervalMs,
    document,
    now: Date.now,
  });
  readonly #status = new RefreshController<ServiceStatus>(this, {
    load: (signal) => this.#guard(async () => this.#client.get<ServiceStatus>("/v1/status", signal)),
    intervalMs: refreshIntervalMs,
    document,
    now: Date.now,
  });

  /** Light DOM: one stylesheet, and ids that reach across parts. */
  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("hashchange", this.#navigated);
    this.#ticks = setInterval(() => this.requestUpdate(), tickMs);
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.#navigated);
    clearInterval(this.#ticks);
  }

  protected override render(): TemplateResult {
    const session = this.#session;
    if (session === null)
      return html`${siteHeader(null)}<main id="content" tabindex="-1">${this.#gateContent()}</main>`;
    return html`
      ${siteHeader({ session, route: this.#route, signOut: () => void this.#leave() })}
      <section class="status-line" aria-label="Service status">
        ${session.scopes.includes("ops:read") ? statusStrip(this.#status.data) : html`<p class="strip"></p>`}
        ${refreshBar({
          updatedAt: this.#page.updatedAt,
          now: Date.now(),
          paused: this.#page.paused,
          stale: this.#page.failure !== null,
          toggle: () => this.#setPaused(!this.#page.paused),
          refresh: () => void this.#page.refresh(),
        })}
      </section>
      <main id="content" tabindex="-1">${this.#pageContent()}</main>
    `;
  }

  protected override updated(): void {
    document.title =
      this.#session === null ? "Firstframe dashboard" : `${routeTitle(this.#route)} · Firstframe`;
  }

  #gateContent(): TemplateResult {
    if (this.#gate !== "signed-out") {
      return html`<h1 class="visually-hidden">Dashboard</h1>
        ${this.#gate === "checking" ? skeleton() : failureNotice(this.#gateFailure, () => void this.#start())}`;
    }
    return html`<firstframe-sign-in
      .message=${this.#signInMessage}
      .busy=${this.#signingIn}
      @sign-in=${(event: CustomEvent<string>) => void this.#enter(event.detail)}
    ></firstframe-sign-in>`;
  }

  #pageContent(): TemplateResult {
    const { data: page, failure, loading } = this.#page;
    const retry = () => void this.#page.refresh();
    if (page === null) {
      return html`<div class="page-head"><h1>${routeTitle(this.#route)}</h1></div>
        ${failure === null || loading ? skeleton() : failureNotice(failure, retry)}`;
    }
    return html`${failure === null ? nothing : failureNotice(failure, retry)}${page({ now: Date.now() })}`;
  }

  async #start(): Promise<void> {
    const key = keyFromHash(location.hash);
    if (key !== null) {
      // The key must not stay in the address bar, in the history or in a screenshot.
      history.replaceState(null, "", location.pathname);
      await this.#enter(key);
      return;
    }
    this.#gate = "checking";
    this.requestUpdate();
    try {
      const session = await currentSession(this.#client);
      if (session === null) this.#showSignIn(null);
      else this.#show(session);
    } catch (failure) {
      this.#gate = "unreachable";
      this.#gateFailure = failure;
      this.requestUpdate();
    }
  }

  async #enter(key: string): Promise<void> {
    this.#signingIn = true;
    this.requestUpdate();
    try {
      this.#show(await signIn(this.#client, key));
    } catch (failure) {
      this.#showSignIn(failure instanceof Error ? failure.message : String(failure));
    } finally {
      this.#signingIn = false;
      this.requestUpdate();
    }
  }

  async #leave(): Promise<void> {
    try {
      await signOut(this.#client);
      this.#showSignIn(null);
    } catch (failure) {
      this.#page.failure = failure;
      this.requestUpdate();
    }
  }

  #show(session: Session): void {
    this.#session = session;
    this.#route = parseRoute(location.hash);
    this.#page.restart();
    if (session.scopes.includes("ops:read")) this.#status.restart();
    this.requestUpdate();
  }

  #showSignIn(message: string | null): void {
    this.#session = null;
    this.#gate = "signed-out";
    this.#signInMessage = message;
    this.#page.stop();
    this.#status.stop();
    this.requestUpdate();
  }

  /** Runs a load of the current session; one that is refused ends the session. */
  async #guard<Result>(load: (session: Session) => Promise<Result>): Promise<Result> {
    if (this.#session === null) throw new Error("nobody is signed in");
    try {
      return await load(this.#session);
    } catch (failure) {
      if (failure instanceof ApiFailure && failure.status === 401) {
        this.#showSignIn("The session has ended. Sign in again.");
      }
      throw failure;
    }
  }

  #setPaused(paused: boolean): void {
    this.#page.setPaused(paused);
    this.#status.setPaused(paused);
  }

  readonly #navigated = (): void => {
    if (keyFromHash(location.hash) !== null) {
      void this.#start();
      return;
    }
    if (this.#session === null) return;
    const before = this.#route;
    this.#route = parseRoute(location.hash);
    this.#page.restart();
    // A new page starts at its top, and there the keyboard goes on; another time range is the same page.
    if (before.page === this.#route.page) return;
    window.scrollTo(0, 0);
    this.querySelector<HTMLElement>("#content")?.focus({ preventScroll: true });
  };
}
