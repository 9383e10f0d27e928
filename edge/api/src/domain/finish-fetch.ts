import type { TaskRecord as TaskReport } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { leaseLost } from "./lease-lost.ts";
import type { Services } from "./ports.ts";
import { succeedTask } from "./succeed-task.ts";
import { uploadOf } from "./upload-of.ts";

interface Input {
  readonly taskId: string;
  readonly attempt: number;
  /** Null where the worker gave none, or did not live to give it. */
  readonly record: TaskReport | null;
}

/**
 * Ends a task that fills an upload, once all of the file is there. Repeating the call is harmless.
 *
 * @throws ApiError `lease_lost`; `conflict` while the upload lacks bytes
 */
export async function finishFetch(services: Services, { taskId, attempt, record }: Input): Promise<void> {
  const task = await services.tasks.find(taskId);
  if (task === null) throw leaseLost();
  const asset = await services.assets.find(task.asset_id);
  const upload = await uploadOf(services, asset);
  if (upload?.state !== "completed") {
    throw new ApiError("conflict", "The upload is not complete. Send the rest of the file first.");
  }
  const output = { attempt, opening: null, renditions: [], files: [] };
  await succeedTask(services, { task, output, record });
}
