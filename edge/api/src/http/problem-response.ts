import { type Problem, requestErrors } from "@firstframe/contract";
import type { ApiError } from "../domain/api-error.ts";

/** An error as `application/problem+json` (RFC 9457). */
export function problemResponse(error: ApiError, requestId: string, status?: number): Response {
  const definition = requestErrors[error.code];
  const problem: Problem = {
    type: `/docs/errors#${error.code}`,
    title: definition.title,
    status: status ?? definition.status,
    code: error.code,
    detail: error.message,
    request_id: requestId,
    retryable: definition.retryable,
    ...(error.errors ? { errors: [...error.errors] } : {}),
  };
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      ...(error.retryAfterS === undefined ? {} : { "retry-after": String(error.retryAfterS) }),
    },
  });
}
