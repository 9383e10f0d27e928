/** No answer came: the API was not reached, the connection broke, or time ran out. `cause` holds the reason. */
export class FirstframeConnectionError extends Error {
  override readonly name = "FirstframeConnectionError";
  readonly code: "network" | "timeout";
  /** The same call may succeed later. */
  readonly retryable = true;

  constructor(code: "network" | "timeout", message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
