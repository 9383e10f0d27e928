interface FailureFacts {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** The problem's code, `unreachable`, or `unexpected` when the answer was not a problem. */
  readonly code: string;
  /** What went wrong and what to do, for people. */
  readonly detail: string;
  /** For reports to whoever runs the service. */
  readonly requestId: string | null;
}

/** A call that did not succeed. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;

  constructor(facts: FailureFacts, options?: ErrorOptions) {
    super(facts.detail, options);
    this.name = "ApiFailure";
    this.status = facts.status;
    this.code = facts.code;
    this.requestId = facts.requestId;
  }
}
