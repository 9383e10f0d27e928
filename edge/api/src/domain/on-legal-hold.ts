import { ApiError } from "./api-error.ts";

/**
 * The answer to whoever would remove something that a legal hold keeps.
 *
 * @param what the thing that stays, as the subject of a sentence
 */
export function onLegalHold(what: string, cause?: unknown): ApiError {
  return new ApiError(
    "on_legal_hold",
    `${what} is on legal hold and stays. Lift the hold first: PATCH the asset with «legal_hold» false.`,
    { cause },
  );
}
