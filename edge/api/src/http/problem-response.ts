import { makeProblem } from "@firstframe/contract/constants";
import type { ApiError } from "../domain/api-error.ts";
import { hideSecrets } from "../domain/api-key-secret.ts";

/** An error as `application/problem+json` (RFC 9457); it repeats no secret key that was sent in the wrong place. */
export function problemResponse(
  { code, message, errors, retryAfterS }: ApiError,
  requestId: string,
): Response {
  const problem = makeProblem({ code, detail: message, requestId, errors });
  return new Response(hideSecrets(JSON.stringify(problem)), {
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
