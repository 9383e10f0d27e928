import type { AssetErrorCode } from "@firstframe/contract";
import { endFetch } from "./end-fetch.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/** Ends an upload whose bytes are not what it allows; its asset fails with the reason, its bytes are removed. */
export async function refuseUpload(
  services: Services,
  input: { uploadId: string; code: AssetErrorCode },
): Promise<void> {
  const upload = await services.uploads.find(input.uploadId);
  if (upload === null) return;
  try {
    await services.changes.commit([
      { kind: "move_upload", id: upload.id, to: "failed" },
      { kind: "move_asset", id: upload.asset_id, to: "failed", set: { error_code: input.code } },
      ...(await endFetch(services, upload)),
    ]);
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
    return;
  }
  await services.uploadBytes[upload.ingest].discard(upload.id);
}
