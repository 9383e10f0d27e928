import { type Asset, type createAsset, createUpload, type Environment } from "@firstframe/contract";
import type { z } from "zod";
import { toAsset } from "./asset-record.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { type FirstTask, newJob } from "./new-job.ts";
import { newUpload, type Origin } from "./new-upload.ts";
import type { Services } from "./ports.ts";

/** An asset to be made of what is there already. */
export type AssetImport<Input> = Omit<z.output<typeof createAsset>, "input"> & {
  readonly input: Input;
  readonly environment: Environment;
};

/** Makes an asset with an upload that a media worker fills. */
export async function importAsset(
  services: Services,
  { input, ...rest }: AssetImport<unknown>,
  { origin, task }: { readonly origin: Origin; readonly task: FirstTask },
): Promise<Asset> {
  const { upload, asset, changes } = newUpload(services, { ...createUpload.parse({}), ...rest }, origin);
  const job = newJob(services, upload, task);
  const answer = toAsset(asset);
  await services.changes.commit([...changes, ...job.changes], { answer });
  await enqueueTask(services, job.taskId);
  return answer;
}
