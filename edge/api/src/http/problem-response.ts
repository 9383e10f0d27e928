import { makeProblem } from "@firstframe/contract/constants";
import type { ApiError } from "../domain/api-error.ts";
import { hideSecrets } from "../domain/api-key-secret.ts";

/** An error as `application/problem+json` (RFC 9457). */
export function problemResponse(
  { code, message, errors, retryAfterS }: ApiError,
  requestId: string,
): Response {
  const problem = makeProblem({ code, detail: hideSecrets(message), requestId, errors });
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      ...(retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) }),
    },
  });
}
