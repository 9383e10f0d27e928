/** How one call is made; each overrides what the client was made with. */
export interface RequestOptions {
  /** Gives the call up; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take. */
  readonly timeoutMs?: number | undefined;
  /** Further attempts after the first. */
  readonly maxRetries?: number | undefined;
  /** Names a `POST`, so that repeating it does nothing twice; a random UUID unless told. 1 to 255 visible ASCII characters. Sent with other methods only if given. */
  readonly idempotencyKey?: string | undefined;
  /** W3C trace context of what you are doing; events, jobs and webhooks that come of the call carry it on. */
  readonly traceparent?: string | undefined;
}

/** One call of the API, before it is a fetch. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** From the base URL on, with a leading slash; its parts already encoded. */
  readonly path: string;
  /** An object is sent as `name[key]=value`. */
  readonly query?: Readonly<Record<string, string | number | Readonly<Record<string, string>> | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly options?: RequestOptions | undefined;
}

/**
 * Makes a call, with retries.
 *
 * @returns the answer's JSON; undefined where it has none
 * @throws TypeError when an option cannot be sent; nothing was asked then
 * @throws FirstframeError when the API refused
 * @throws FirstframeConnectionError when no answer came
 */
export type Send = <Result>(request: ApiRequest) => Promise<Result>;
