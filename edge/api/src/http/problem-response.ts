import { makeProblem } from "@firstframe/contract/constants";
import type { ApiError } from "../domain/api-error.ts";

/** An error as `application/problem+json` (RFC 9457). */
export function problemResponse(
  { code, message, errors, retryAfterS }: ApiError,
  requestId: string,
): Response {
  const problem = makeProblem({ code, detail: message, requestId, errors });
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      // Some refusals may be kept by caches unless they are told otherwise (RFC 9111, 4.2.2).
      "cache-control": "no-store",
      ...(problem.status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...(retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) }),
    },
  });
}
