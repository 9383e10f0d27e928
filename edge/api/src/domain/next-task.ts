import type { TaskDispatch } from "@firstframe/contract";
import { notFound } from "./api-error.ts";
import { makeDispatch } from "./make-dispatch.ts";
import type { Services } from "./ports.ts";
import { uploadOf } from "./upload-of.ts";

/** A worker goes on with the same job only while nobody else has waited for this long, in ms. */
const patience = 15_000;

/** The task of the same job that is to be done next; null when there is none, or others have waited long enough. */
export async function nextTask(services: Services, taskId: string): Promise<TaskDispatch | null> {
  const { tasks, assets, clock } = services;
  const ended = await tasks.find(taskId);
  if (ended === null) throw notFound("task", taskId);
  const task = await tasks.findNext(ended.job_id, clock() - patience);
  const asset = task && (await assets.find(task.asset_id));
  const upload = await uploadOf(services, asset);
  return task && asset && upload && makeDispatch(services, { task, asset, upload });
}
