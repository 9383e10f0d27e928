import type { RequestErrorCode } from "@firstframe/contract/constants";

export interface ApiErrorOptions {
  readonly errors?: ReadonlyArray<{ field: string; message: string }>;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfterS?: number;
  readonly cause?: unknown;
}

/** A refusal with a stable code; the status follows from the code, the message says what to do. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: RequestErrorCode;
  readonly errors: ReadonlyArray<{ field: string; message: string }> | undefined;
  readonly retryAfterS: number | undefined;

  constructor(code: RequestErrorCode, message: string, options: ApiErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.errors = options.errors;
    this.retryAfterS = options.retryAfterS;
  }
}

/** The answer to an id that names nothing the caller may see. */
export function notFound(what: string, id: string): ApiError {
  return new ApiError(
    "not_found",
    `There is no ${what} with the id ${id} in this environment. Check the id and the key's environment.`,
  );
}
