import { assetProgress, assetStatus, type UploadStatus } from "@firstframe/contract";
import { notFound } from "./api-error.ts";
import { assetErrorOf } from "./asset-record.ts";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";
import { readServiceStatus } from "./read-service-status.ts";

/** What a page may know of its upload and the asset that comes of it. */
export async function readUploadStatus(services: Services, uploadId: string): Promise<UploadStatus> {
  const upload = await services.uploads.find(uploadId);
  const asset = upload && (await services.assets.find(upload.asset_id));
  if (!upload || !asset) throw notFound("upload", uploadId);
  const waits = asset.state === "processing" && asset.job_state !== null && asset.job_stage === null;
  return {
    upload_id: upload.id,
    upload_state: upload.state,
    offset_bytes: upload.offset_bytes,
    size_bytes: upload.size_bytes,
    asset: {
      id: asset.id,
      status: assetStatus(asset.state),
      progress: assetProgress(asset.state, asset.uploaded, asset.processed),
      playback_id: asset.playback_id,
      playback_policy: asset.playback_policy,
      duration_ms: asset.duration_ms,
      playable_at: formatTime(asset.playable_at),
      ready_at: formatTime(asset.ready_at),
      error: assetErrorOf(asset.error_code),
      stage: asset.job_stage,
      expected_wait_s: waits ? (await readServiceStatus(services)).expected_wait_s : null,
    },
  };
}
