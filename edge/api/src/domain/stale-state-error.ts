/** A compare-and-set found another state than it expected; nothing was written. */
export class StaleStateError extends Error {
  override readonly name = "StaleStateError";
  readonly code = "stale_state";
}
