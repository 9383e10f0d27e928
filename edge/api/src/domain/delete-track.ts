import { ApiError, notFound } from "./api-error.ts";
import { executePurges } from "./execute-purges.ts";
import { onLegalHold } from "./on-legal-hold.ts";
import { assetPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";
import { trackDirectory } from "./track-record.ts";

/**
 * Removes an uploaded text track with its bytes.
 *
 * @throws ApiError `not_found`; `on_legal_hold`; `conflict` for a track that came with the source
 */
export async function deleteTrack(
  services: Services,
  { assetId, trackId }: { readonly assetId: string; readonly trackId: string },
): Promise<void> {
  if (trackId.startsWith("embedded-")) {
    throw new ApiError(
      "conflict",
      "This track is part of the file that was uploaded. It goes with the asset: upload the file without it.",
    );
  }
  const prefix = assetPrefix(assetId) + trackDirectory(trackId);
  try {
    await services.changes.commit([
      { kind: "require_no_hold", assetId },
      { kind: "delete_track", id: trackId, assetId },
      { kind: "purge", prefix, dueAt: services.clock() },
    ]);
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
    const isThere = (await services.tracks.listOfAsset(assetId)).some(({ id }) => id === trackId);
    throw isThere ? onLegalHold("The track", error) : notFound("track", trackId);
  }
  await executePurges(services);
}
