import type { AssetRecord } from "./asset-record.ts";
import { executePurges } from "./execute-purges.ts";
import { onLegalHold } from "./on-legal-hold.ts";
import type { Services } from "./ports.ts";
import { removeAsset } from "./remove-asset.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Removes an asset with its upload, its jobs and all its bytes. A running attempt stops at its next heartbeat. Harmless when
 * somebody else has removed it meanwhile.
 *
 * @throws ApiError `on_legal_hold`
 */
export async function deleteAsset(services: Services, asset: AssetRecord): Promise<void> {
  try {
    await removeAsset(services, asset, [{ kind: "delete_asset", id: asset.id }]);
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
    if ((await services.assets.find(asset.id)) === null) return;
    throw onLegalHold("The asset", error);
  }
  await executePurges(services);
}
