import type { Problem } from "@firstframe/contract";

/** `unreachable`: no answer came. `unexpected_answer`: what came is not of this API. */
export type ApiErrorCode = Problem["code"] | "unreachable" | "unexpected_answer";

/** Why a call gave no data; `message` is a sentence for people. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** What to name when asking for help. */
  readonly requestId: string | null;
  /** Milliseconds that the server asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(
    code: ApiErrorCode,
    message: string,
    options: { status?: number; requestId?: string; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.status = options.status ?? 0;
    this.requestId = options.requestId ?? null;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** The error that an answer outside 2xx tells, whether or not it is problem details (RFC 9457). */
export async function readApiError(response: Response): Promise<ApiError> {
  const { status } = response;
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null;
  if (response.headers.get("content-type")?.startsWith("application/problem+json")) {
    const problem = (await response.json()) as Problem;
    return new ApiError(problem.code, problem.detail, {
      status,
      requestId: problem.request_id,
      retryAfterMs,
    });
  }
  const requestId = response.headers.get("x-request-id");
  return new ApiError("unexpected_answer", `The server answered ${status} without saying why.`, {
    status,
    retryAfterMs,
    ...(requestId === null ? {} : { requestId }),
  });
}
