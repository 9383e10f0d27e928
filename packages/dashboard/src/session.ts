import type { ApiClient, SessionInfo } from "./api-client.ts";
import { ApiError } from "./api-error.ts";

export type SessionState =
  | { readonly kind: "checking" }
  /** `message`: why, when there is more to say than that nobody is signed in. */
  | { readonly kind: "signed_out"; readonly message: string | null }
  | { readonly kind: "signed_in"; readonly info: SessionInfo }
  | { readonly kind: "unreachable"; readonly error: ApiError };

/** The key in a fragment such as `#key=ff_sandbox_…`; null when there is none. */
export function readFragmentKey(fragment: string): string | null {
  const key = new URLSearchParams(fragment.replace(/^#/, "")).get("key");
  return key === null || key.trim() === "" ? null : key.trim();
}

/** Who is signed in. The session itself is a cookie that scripts cannot read. */
export class Session {
  readonly #api: Pick<ApiClient, "readSession" | "signIn" | "signOut">;
  readonly #changed: (state: SessionState) => void;
  #state: SessionState = { kind: "checking" };

  /** @param changed told each new state */
  constructor(
    api: Pick<ApiClient, "readSession" | "signIn" | "signOut">,
    changed: (state: SessionState) => void,
  ) {
    this.#api = api;
    this.#changed = changed;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Takes up the session that the browser still has. */
  async resume(): Promise<void> {
    this.#set({ kind: "checking" });
    try {
      this.#set({ kind: "signed_in", info: await this.#api.readSession() });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status !== 401) this.#set({ kind: "unreachable", error });
      else this.#set({ kind: "signed_out", message: error.code === "token_expired" ? sessionOver : null });
    }
  }

  /** Starts a session with a secret key; a refusal is told in the state. */
  async signIn(key: string): Promise<void> {
    try {
      await this.#api.signIn(key);
      this.#set({ kind: "signed_in", info: await this.#api.readSession() });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#set({ kind: "signed_out", message: refusal(error) });
    }
  }

  /** @throws ApiError when the server could not be told; then the session still stands */
  async signOut(): Promise<void> {
    await this.#api.signOut();
    this.#set({ kind: "signed_out", message: null });
  }

  /** The server no longer takes the session. */
  lose(error: ApiError): void {
    if (this.#state.kind !== "signed_in") return;
    this.#set({ kind: "signed_out", message: error.code === "token_expired" ? sessionOver : error.message });
  }

  #set(state: SessionState): void {
    this.#state = state;
    this.#changed(state);
  }
}

const sessionOver = "The session has ended. Sign in again.";

function refusal(error: ApiError): string {
  if (error.status === 401) return "This key is not valid or was revoked.";
  return error.message;
}
