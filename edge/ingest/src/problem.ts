import { makeProblem, type RequestErrorCode } from "@firstframe/contract/constants";
import { TusError } from "./tus-error.ts";

const codes: Readonly<Record<number, RequestErrorCode>> = {
  403: "not_entitled",
  404: "not_found",
  409: "conflict",
  410: "gone",
  413: "payload_too_large",
  423: "conflict",
};

/** The error as `application/problem+json` (RFC 9457). */
export function problemOf(error: TusError, requestId: string): Response {
  const problem = makeProblem({
    code: error.code,
    status: error.status_code,
    detail: error.message,
    requestId,
  });
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      ...(error.retryAfterS === undefined ? {} : { "retry-after": String(error.retryAfterS) }),
    },
  });
}

/** The protocol library answers errors in plain text; this is what they mean. */
export async function errorOfAnswer(response: Response): Promise<TusError> {
  const { status } = response;
  if (status >= 500) return notKept();
  return new TusError(codes[status] ?? "invalid_request", (await response.text()).trim(), { status });
}

/** A failure of ours. */
export function notKept(cause?: unknown): TusError {
  const detail = "The bytes could not be kept right now. Try again; nothing received is lost.";
  return new TusError("internal", detail, { cause });
}
