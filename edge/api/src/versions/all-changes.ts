import type { ApiVersion } from "@firstframe/contract";
import { errorDetail } from "./2026-11-25-error-detail.ts";
import { eventError } from "./2026-11-25-event-error.ts";
import { tokenExpiresIn } from "./2026-11-25-token-expires-in.ts";
import type { VersionChange } from "./version-change.ts";

/** Every breaking change, oldest first. */
export const allChanges: readonly VersionChange[] = [errorDetail, eventError, tokenExpiresIn];

/**
 * What clients of a version must not notice, newest first. Versions are dates: one that is no longer known, such as that of an old
 * webhook endpoint, counts as older than all that are.
 */
export function changesSince(version: string): readonly VersionChange[] {
  return allChanges.filter((change) => change.version > version).reverse();
}

/** The changes that a version came with. */
export function changesOf(version: ApiVersion): readonly VersionChange[] {
  return allChanges.filter((change) => change.version === version);
}
