/** A request of this name was here before; nothing was written. */
export class RequestTakenError extends Error {
  override readonly name = "RequestTakenError";
  readonly code = "request_taken";
}
