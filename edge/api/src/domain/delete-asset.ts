import type { AssetRecord } from "./asset-record.ts";
import { executePurges } from "./execute-purges.ts";
import { assetPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import { sourceRemoval } from "./upload-end.ts";

/** Removes an asset with its upload, its jobs and all its bytes. A running attempt stops at its next heartbeat. */
export async function deleteAsset(services: Services, asset: AssetRecord): Promise<void> {
  const now = services.clock();
  const upload = asset.upload_id === null ? null : await services.uploads.find(asset.upload_id);
  await services.changes.commit([
    { kind: "delete_asset", id: asset.id },
    { kind: "purge", prefix: assetPrefix(asset.id), dueAt: now },
    ...(upload === null ? [] : sourceRemoval(upload, now)),
  ]);
  if (upload !== null) await services.uploadBytes[upload.ingest].discard(upload.id);
  await executePurges(services);
}
