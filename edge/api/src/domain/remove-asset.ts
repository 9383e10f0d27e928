import type { AssetRecord } from "./asset-record.ts";
import type { Change } from "./change.ts";
import { assetPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import { sourceRemoval } from "./upload-end.ts";
import { uploadOf } from "./upload-of.ts";

/**
 * Commits the deletion of an asset, unless it is on legal hold, together with the removal of everything that it has in the bucket,
 * which `executePurges` carries out.
 *
 * @throws StaleStateError when the deletion is not allowed (any more)
 */
export async function removeAsset(
  services: Services,
  asset: AssetRecord,
  deletion: readonly Change[],
): Promise<void> {
  const now = services.clock();
  const upload = await uploadOf(services, asset);
  await services.changes.commit([
    { kind: "require_no_hold", assetId: asset.id },
    ...deletion,
    { kind: "purge", prefix: assetPrefix(asset.id), dueAt: now },
    ...(upload === null ? [] : sourceRemoval(upload, now)),
  ]);
  if (upload !== null) await services.uploadBytes[upload.ingest].discard(upload.id);
}
