import { endUpload } from "./end-upload.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/** Ends an upload that was not finished in time; its asset fails with the reason, its bytes are removed. */
export async function expireUpload(services: Services, uploadId: string): Promise<void> {
  const upload = await services.uploads.find(uploadId);
  if (upload === null) return;
  try {
    await endUpload(services, upload, { upload: "expired", asset: "failed", code: "upload_expired" });
  } catch (error) {
    // It ended in another way meanwhile.
    if (!(error instanceof StaleStateError)) throw error;
  }
}
