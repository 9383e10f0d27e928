import type { Problem, RequestErrorCode } from "@firstframe/contract";
import { isTransientStatus } from "./retry-policy.ts";

/** A code of the API, or `unexpected_response`: the answer is not one of the API's, as from a proxy in between. */
export type FirstframeErrorCode = RequestErrorCode | "unexpected_response";

/** What is wrong with one field of the request. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

interface Details {
  readonly code: FirstframeErrorCode;
  readonly status: number;
  readonly requestId: string | null;
  readonly retryable: boolean;
  readonly errors?: readonly FieldError[] | undefined;
}

/** The API answered, and refused. The message says what went wrong and what to do about it. */
export class FirstframeError extends Error {
  override readonly name = "FirstframeError";
  /** Stable; compare with this, not with the message. */
  readonly code: FirstframeErrorCode;
  /** HTTP status. */
  readonly status: number;
  /** To name when asking for help; null when the answer had none. */
  readonly requestId: string | null;
  /** Whether the same call may succeed later without being changed. */
  readonly retryable: boolean;
  /** By field, when the request's content is at fault. */
  readonly errors: readonly FieldError[];

  constructor(message: string, details: Details, options?: ErrorOptions) {
    super(message, options);
    this.code = details.code;
    this.status = details.status;
    this.requestId = details.requestId;
    this.retryable = details.retryable;
    this.errors = details.errors ?? [];
  }
}

/** Reads the error out of a refusal: problem details (RFC 9457) where it has them, else what the status tells. */
export function errorFromAnswer(status: number, headers: Headers, text: string): FirstframeError {
  const requestId = headers.get("x-request-id");
  const problem = readProblem(text);
  if (problem === null) {
    return new FirstframeError(
      `The API answered ${status} without saying why. Check that baseUrl is that of the API, and what is between.`,
      { code: "unexpected_response", status, requestId, retryable: isTransientStatus(status) },
    );
  }
  return new FirstframeError(problem.detail, {
    code: problem.code,
    status,
    requestId: problem.request_id ?? requestId,
    retryable: problem.retryable ?? isTransientStatus(status),
    errors: problem.errors,
  });
}

type ReadProblem = Pick<Problem, "code" | "detail"> & Partial<Problem>;

function readProblem(text: string): ReadProblem | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // Not JSON: a proxy's page, or nothing.
  }
  if (typeof value !== "object" || value === null || !("code" in value) || !("detail" in value)) return null;
  return typeof value.code === "string" && typeof value.detail === "string" ? (value as ReadProblem) : null;
}
