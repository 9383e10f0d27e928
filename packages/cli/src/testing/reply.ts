import { makeProblem, type RequestErrorCode } from "@firstframe/contract/constants";

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ok(status: number, body?: unknown): Reply {
  return { status, body };
}

/** A refusal as the API words it. */
export function problem(
  code: RequestErrorCode,
  detail: string,
  errors?: { field: string; message: string }[],
): Reply {
  const body = makeProblem({ code, detail, requestId: "req_1", errors });
  return { status: body.status, body, headers: { "content-type": "application/problem+json" } };
}

export function missing(id: string | undefined): Reply {
  return problem("not_found", `There is no ${id}.`);
}
