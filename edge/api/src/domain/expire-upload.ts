import { endFetch } from "./end-fetch.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/** Ends an upload that was not finished in time; its asset fails with the reason, its bytes are removed. */
export async function expireUpload(services: Services, uploadId: string): Promise<void> {
  const upload = await services.uploads.find(uploadId);
  if (upload === null) return;
  try {
    await services.changes.commit([
      { kind: "move_upload", id: upload.id, to: "expired" },
      { kind: "move_asset", id: upload.asset_id, to: "failed", set: { error_code: "upload_expired" } },
      ...(await endFetch(services, upload)),
    ]);
  } catch (error) {
    // It ended in another way meanwhile.
    if (!(error instanceof StaleStateError)) throw error;
    return;
  }
  await services.uploadBytes[upload.ingest].discard(upload.id);
}
