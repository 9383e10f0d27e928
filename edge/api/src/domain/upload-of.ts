import type { AssetRecord } from "./asset-record.ts";
import type { Services } from "./ports.ts";
import type { UploadRecord } from "./upload-record.ts";

/** The upload that an asset's source came by; null where there is no asset, or no upload any more. */
export async function uploadOf(
  { uploads }: Pick<Services, "uploads">,
  asset: Pick<AssetRecord, "upload_id"> | null,
): Promise<UploadRecord | null> {
  return asset?.upload_id ? uploads.find(asset.upload_id) : null;
}
