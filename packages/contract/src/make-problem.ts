import { type RequestErrorCode, requestErrors } from "./error-code.ts";
import type { Problem } from "./problem.ts";

interface ProblemOptions {
  readonly code: RequestErrorCode;
  /** What went wrong and what to do about it. */
  readonly detail: string;
  readonly requestId: string;
  /** Where a protocol asks for another status than the code's. */
  readonly status?: number | undefined;
  /** By field, when the request's content is at fault. */
  readonly errors?: ReadonlyArray<{ field: string; message: string }> | undefined;
}

/** An error as RFC 9457 wants it told; `type` leads into the API's error reference. */
export function makeProblem({ code, detail, requestId, status, errors }: ProblemOptions): Problem {
  const definition = requestErrors[code];
  return {
    type: `/docs/errors#${code}`,
    title: definition.title,
    status: status ?? definition.status,
    code,
    detail,
    request_id: requestId,
    retryable: definition.retryable,
    ...(errors ? { errors: [...errors] } : {}),
  };
}
