import type { AssetRecord } from "./asset-record.ts";
import type { Services } from "./ports.ts";
import { removeAsset } from "./remove-asset.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Deletes an asset whose time to be kept has ended, with an entry in the audit log. A legal hold or a later time that was set meanwhile
 * wins; a failure is logged and leaves the others their turn.
 */
export async function executeRetention(services: Services, asset: AssetRecord): Promise<void> {
  try {
    await removeAsset(services, asset, [
      { kind: "delete_asset", id: asset.id, dueAt: services.clock() },
      {
        kind: "audit",
        entry: {
          id: services.makeId("audit_entry"),
          environment: asset.environment,
          actor: "system",
          key_id: null,
          key_name: null,
          action: "retention",
          resource_id: asset.id,
          request_id: null,
          correlation_id: asset.correlation_id,
        },
      },
    ]);
  } catch (error) {
    if (error instanceof StaleStateError) return;
    services.log("error", "an asset past its time could not be deleted", {
      asset_id: asset.id,
      correlation_id: asset.correlation_id,
      error: String(error),
    });
  }
}
