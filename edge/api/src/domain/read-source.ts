import { notFound } from "./api-error.ts";
import type { AssetRecord } from "./asset-record.ts";
import type { SourceRange, SourceRequest } from "./byte-ports.ts";
import type { Services } from "./ports.ts";
import { uploadOf } from "./upload-of.ts";

/**
 * The source of an asset, also while it is being uploaded.
 *
 * @throws ApiError `not_found`, `gone`, `range_not_satisfiable`
 */
export async function readSource(
  services: Services,
  asset: AssetRecord,
  request: SourceRequest,
): Promise<SourceRange> {
  const upload = await uploadOf(services, asset);
  if (upload === null) throw notFound("source", asset.id);
  return services.uploadBytes[upload.ingest].read(upload.id, request);
}
