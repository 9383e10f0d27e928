import { leaseLost } from "./lease-lost.ts";
import { attemptDirectory, jobPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";

interface Input {
  readonly taskId: string;
  readonly attempt: number;
  readonly path: string;
  readonly body: ReadableStream<Uint8Array>;
  readonly sizeBytes: number;
  readonly contentType: string;
}

/**
 * Keeps one file that an attempt made.
 *
 * @throws ApiError `lease_lost` when the attempt does not hold the task
 */
export async function writeOutput({ tasks, objects }: Services, input: Input): Promise<void> {
  const task = await tasks.find(input.taskId);
  if (task?.state !== "running" || task.attempt !== input.attempt) throw leaseLost();
  const prefix = jobPrefix({ id: task.job_id, asset_id: task.asset_id });
  const key = prefix + attemptDirectory(task, input.attempt) + input.path;
  await objects.put(key, input.body, { size: input.sizeBytes, contentType: input.contentType });
  const after = await tasks.find(input.taskId);
  // A repeated request may end after its attempt has succeeded, and this file is one of the attempt's.
  if (after?.attempt === input.attempt && ["running", "succeeded"].includes(after.state)) return;
  // What the attempt made may have been removed while this file was on its way.
  await objects.delete([key]);
  throw leaseLost();
}
