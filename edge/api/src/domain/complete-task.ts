import type { TaskResult } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { completeEncode } from "./complete-encode.ts";
import { completeExtras } from "./complete-extras.ts";
import { completePrepare } from "./complete-prepare.ts";
import { failTask } from "./fail-task.ts";
import { finishFetch } from "./finish-fetch.ts";
import { leaseLost } from "./lease-lost.ts";
import type { Services } from "./ports.ts";
import type { TaskRecord } from "./task-record.ts";

/**
 * Takes what an attempt made as the task's result, by one compare-and-set: the others' files are never seen. Repeating the call of
 * the attempt that won is harmless.
 *
 * @throws ApiError `lease_lost`; `conflict` for a result that cannot be used: the attempt has failed then; `upload_incomplete`;
 *   `invalid_request` for the result of another kind of task
 */
export async function completeTask(services: Services, taskId: string, result: TaskResult): Promise<void> {
  const task = await services.tasks.find(taskId);
  if (task === null) throw leaseLost();
  if (task.kind !== result.kind) {
    throw new ApiError(
      "invalid_request",
      `This is the result of a ${result.kind}; the task is a ${task.kind}. Send the result of that.`,
    );
  }
  const fault = await completeByKind(services, task, result);
  if (fault === null) return;
  const failure = { code: "processing_failed", detail: fault, retryable: true } as const;
  await failTask(services, { ...failure, taskId, attempt: result.attempt });
  throw new ApiError("conflict", `The result cannot be used, and the attempt has failed: ${fault}.`);
}

async function completeByKind(
  services: Services,
  task: TaskRecord,
  result: TaskResult,
): Promise<string | null> {
  switch (result.kind) {
    case "fetch":
      await finishFetch(services, { taskId: task.id, attempt: result.attempt, record: null });
      return null;
    case "clip":
      await finishFetch(services, { taskId: task.id, attempt: result.attempt, record: result.record });
      return null;
    case "prepare":
      return completePrepare(services, task, result);
    case "encode":
      return completeEncode(services, task, result);
    case "extras":
      return completeExtras(services, task, result);
  }
}
