import { makeProblem } from "@firstframe/contract/constants";

type ProblemOptions = Parameters<typeof makeProblem>[0] & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer of `application/problem+json` (RFC 9457). */
export function problemResponse({ headers, ...options }: ProblemOptions): Response {
  const problem = makeProblem(options);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
}
