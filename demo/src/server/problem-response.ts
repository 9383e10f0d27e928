import { FirstframeConnectionError, FirstframeError } from "@firstframe/sdk";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** A refusal of this server's own. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly status: ContentfulStatusCode;
  readonly code: string;

  constructor(status: ContentfulStatusCode, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly retryable: boolean;
  readonly request_id?: string | null;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

/** Answers an error as problem details (RFC 9457); what the API said is passed on under the same code. */
export function problemResponse(context: Context, error: unknown): Response {
  const problem = problemOf(error);
  return context.json({ type: "about:blank", ...problem }, problem.status as ContentfulStatusCode, {
    "content-type": "application/problem+json",
  });
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) {
    const { status, code, message } = error;
    return { status, code, detail: message, retryable: code === "not_ready" };
  }
  if (error instanceof FirstframeError && error.code !== "unexpected_response") {
    const { status, code, message, retryable, requestId, errors } = error;
    return { status, code, detail: message, retryable, request_id: requestId, errors };
  }
  if (error instanceof FirstframeError || error instanceof FirstframeConnectionError) {
    // Their messages are for whoever runs this server, and tell visitors nothing.
    const detail = "The video service cannot be reached. Try again in a moment.";
    return { status: 503, code: "overloaded", detail, retryable: true };
  }
  const detail = "Something went wrong on our side. Try again in a moment.";
  return { status: 500, code: "internal", detail, retryable: true };
}
