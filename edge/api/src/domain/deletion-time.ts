import { ApiError } from "./api-error.ts";

/**
 * When an asset is to be deleted, in ms since the epoch; null: it is kept.
 *
 * @throws ApiError `invalid_request` for a time that is not in the future
 */
export function deletionTime(deleteAfter: string | null, now: number): number | null {
  if (deleteAfter === null) return null;
  const time = Date.parse(deleteAfter);
  if (time > now) return time;
  throw new ApiError(
    "invalid_request",
    "delete_after is not in the future. Give a later time, or delete the asset if it is to go now.",
    { errors: [{ field: "delete_after", message: "is not in the future" }] },
  );
}
