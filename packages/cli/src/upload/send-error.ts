/** A try to send did not get to the end. */
export class SendError extends Error {
  override readonly name = "SendError";
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** The API's code; null where it said none. */
  readonly code: string | null;
  /** Seconds that the server asked to wait. */
  readonly retryAfterS: number;

  constructor(
    message: string,
    details: { status: number | null; code: string | null; retryAfterS: number },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = details.status;
    this.code = details.code;
    this.retryAfterS = details.retryAfterS;
  }

  /** Whether another token for the same upload may help. */
  get needsToken(): boolean {
    return this.status === 401;
  }

  /** Whether the upload is gone, so that another one has to be made. */
  get isLost(): boolean {
    return this.status === 403 || this.status === 404 || this.status === 410;
  }

  /** Whether the same may succeed a little later. */
  get isTransient(): boolean {
    const passing = [408, 409, 423, 425, 429, 460];
    return this.status === null || this.status >= 500 || passing.includes(this.status);
  }
}
