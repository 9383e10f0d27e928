import { type Asset, maximumMetadataKeys, type UpdateAsset } from "@firstframe/contract";
import { ApiError, notFound } from "./api-error.ts";
import { type AssetEdit, type AssetRecord, toAsset } from "./asset-record.ts";
import { deletionTime } from "./deletion-time.ts";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";
import { retryStale } from "./retry-stale.ts";
import { sandboxOutcome } from "./sandbox-outcome.ts";

/** What changes, and how its event tells it. */
interface Edit {
  readonly set: AssetEdit;
  readonly event: UpdateAsset;
}

/**
 * Merges a patch into an asset: what is left out stays. It is merged anew when somebody else's change came between, so that
 * neither is lost. What changes nothing writes nothing.
 *
 * @throws ApiError `not_found`; `invalid_request` for what the asset would not be valid with
 */
export async function updateAsset(services: Services, assetId: string, patch: UpdateAsset): Promise<Asset> {
  const read = async () => {
    const asset = await services.assets.find(assetId);
    if (asset === null) throw notFound("asset", assetId);
    return asset;
  };
  await retryStale(async () => {
    const asset = await read();
    const { set, event } = editOf(asset, patch, services.clock());
    if (Object.keys(set).length === 0) return;
    await services.changes.commit([{ kind: "edit_asset", id: asset.id, edits: asset.edits, set, event }]);
  });
  return toAsset(await read());
}

function editOf(asset: AssetRecord, patch: UpdateAsset, now: number): Edit {
  const set: { -readonly [Name in keyof AssetEdit]: AssetEdit[Name] } = {};
  const event: UpdateAsset = {};
  if (patch.metadata !== undefined) {
    const news = Object.entries(patch.metadata).filter(
      ([key, value]) => (Object.hasOwn(asset.metadata, key) ? asset.metadata[key] : null) !== value,
    );
    if (news.length > 0) {
      set.metadata = mergeMetadata(asset, news);
      event.metadata = Object.fromEntries(news);
    }
  }
  if (patch.playback_policy !== undefined && patch.playback_policy !== asset.playback_policy) {
    set.playback_policy = event.playback_policy = patch.playback_policy;
  }
  if (patch.legal_hold !== undefined && patch.legal_hold !== asset.legal_hold) {
    set.legal_hold = event.legal_hold = patch.legal_hold;
  }
  if (patch.delete_after !== undefined && timeOf(patch.delete_after) !== asset.delete_after) {
    set.delete_after = deletionTime(patch.delete_after, now);
    event.delete_after = formatTime(set.delete_after);
  }
  return { set, event };
}

function mergeMetadata(
  asset: AssetRecord,
  news: readonly (readonly [string, string | null])[],
): Record<string, string> {
  const merged = new Map(Object.entries(asset.metadata));
  for (const [key, value] of news) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  const metadata = Object.fromEntries(merged);
  if (merged.size > maximumMetadataKeys) {
    throw new ApiError(
      "invalid_request",
      `The asset would have ${merged.size} keys of metadata; it may have ${maximumMetadataKeys}. Remove some by setting them to null.`,
      { errors: [{ field: "metadata", message: `may have at most ${maximumMetadataKeys} keys` }] },
    );
  }
  sandboxOutcome({ environment: asset.environment, metadata });
  return metadata;
}

function timeOf(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}
