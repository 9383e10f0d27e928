import type { AssetErrorCode, AssetState, UploadState } from "@firstframe/contract";
import { withoutOutput } from "./asset-record.ts";
import { executePurges } from "./execute-purges.ts";
import type { Services } from "./ports.ts";
import { uploadEnd } from "./upload-end.ts";
import type { UploadRecord } from "./upload-record.ts";

interface End {
  readonly upload: Extract<UploadState, "failed" | "canceled" | "expired">;
  readonly asset: Extract<AssetState, "failed" | "canceled">;
  readonly code: AssetErrorCode | null;
  /** What arrived is removed although the asset is on legal hold. */
  readonly evenOnHold?: boolean;
}

/**
 * Gives up an upload that is not complete, with its asset, the jobs that fill it or began to process it, and every byte.
 *
 * @throws StaleStateError when it has ended already, or is on legal hold
 */
export async function endUpload(services: Services, upload: UploadRecord, end: End): Promise<void> {
  await services.changes.commit([
    ...(end.evenOnHold ? [] : [{ kind: "require_no_hold", assetId: upload.asset_id } as const]),
    ...uploadEnd(upload, end.upload, services.clock()),
    { kind: "cancel_jobs", assetId: upload.asset_id },
    {
      kind: "move_asset",
      id: upload.asset_id,
      to: end.asset,
      set: { ...withoutOutput, error_code: end.code },
    },
  ]);
  await services.uploadBytes[upload.ingest].discard(upload.id);
  await executePurges(services);
}
