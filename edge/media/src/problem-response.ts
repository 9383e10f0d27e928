import { type Problem, type RequestErrorCode, requestErrors } from "@firstframe/contract";

interface ProblemOptions {
  readonly code: RequestErrorCode;
  /** What went wrong and what to do about it. */
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: NonNullable<Problem["errors"]>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer of `application/problem+json` (RFC 9457). */
export function problemResponse({ code, detail, requestId, errors, headers }: ProblemOptions): Response {
  const { status, title, retryable } = requestErrors[code];
  const body: Problem = {
    type: "about:blank",
    ...{ title, status, code, detail, request_id: requestId, retryable },
    ...(errors ? { errors } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
}
