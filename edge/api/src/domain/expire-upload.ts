import type { Services } from "./ports.ts";
import type { UploadRecord } from "./upload-record.ts";

/** Ends an upload that was not finished in time; its asset fails with the reason, its bytes are removed. */
export async function expireUpload(services: Services, upload: UploadRecord): Promise<void> {
  await services.changes.commit([
    { kind: "move_upload", id: upload.id, to: "expired" },
    { kind: "move_asset", id: upload.asset_id, to: "failed", set: { error_code: "upload_expired" } },
  ]);
  await services.uploadObjects.discard(upload.id);
}
