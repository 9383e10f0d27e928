import { notFound } from "../domain/api-error.ts";
import type { AssetRecord } from "../domain/asset-record.ts";
import type { Services } from "../domain/ports.ts";

/**
 * The asset that a route's path names.
 *
 * @throws ApiError `not_found`, also for what belongs to another environment
 */
export async function findAsset(services: Services, environment: string, id: string): Promise<AssetRecord> {
  const record = await services.assets.find(id);
  if (record?.environment !== environment) throw notFound("asset", id);
  return record;
}
