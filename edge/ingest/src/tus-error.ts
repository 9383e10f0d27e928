import { type RequestErrorCode, requestErrors } from "@firstframe/contract/constants";

/** A refusal of the protocol, with the status that the protocol asks for. */
export class TusError extends Error {
  override readonly name = "TusError";
  readonly code: RequestErrorCode;
  /** As @tus/server reads it from what its hooks and stores throw. */
  readonly status_code: number;
  readonly body: string;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfterS: number | undefined;

  constructor(
    code: RequestErrorCode,
    message: string,
    options: { status?: number; retryAfterS?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status_code = options.status ?? requestErrors[code].status;
    this.body = message;
    this.retryAfterS = options.retryAfterS;
  }
}
