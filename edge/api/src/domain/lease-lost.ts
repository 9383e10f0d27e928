import { ApiError } from "./api-error.ts";

/** The answer to an attempt that does not hold its task (any more). */
export function leaseLost(): ApiError {
  return new ApiError("lease_lost", "Another attempt has this task, or it is over. Stop working on it.");
}
