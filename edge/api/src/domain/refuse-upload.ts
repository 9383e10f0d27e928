import type { AssetErrorCode } from "@firstframe/contract";
import { endUpload } from "./end-upload.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/** Ends an upload whose bytes are not what it allows; its asset fails with the reason, its bytes are removed: they were never wanted. */
export async function refuseUpload(
  services: Services,
  input: { uploadId: string; code: AssetErrorCode },
): Promise<void> {
  const upload = await services.uploads.find(input.uploadId);
  if (upload === null) return;
  try {
    await endUpload(services, upload, {
      ...{ upload: "failed", asset: "failed", code: input.code },
      evenOnHold: true,
    });
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
  }
}
