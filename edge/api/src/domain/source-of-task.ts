import type { AssetRecord } from "./asset-record.ts";
import type { Services } from "./ports.ts";
import type { TaskRecord } from "./task-record.ts";

/** The asset whose source a task reads: its own, or the one that it is to be a part of. Null where that is gone. */
export async function sourceOfTask(services: Services, task: TaskRecord): Promise<AssetRecord | null> {
  const asset = await services.assets.find(task.asset_id);
  if (task.kind !== "clip" || asset === null) return asset;
  return asset.source_asset_id === null ? null : services.assets.find(asset.source_asset_id);
}
