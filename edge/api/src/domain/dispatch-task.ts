import { notFound } from "./api-error.ts";
import { failTask } from "./fail-task.ts";
import { leaseInVain } from "./lease-in-vain.ts";
import { makeDispatch } from "./make-dispatch.ts";
import { playOutcome } from "./play-outcome.ts";
import type { DispatchOutcome, Services } from "./ports.ts";
import { sandboxOutcome } from "./sandbox-outcome.ts";
import { sourceOfTask } from "./source-of-task.ts";
import type { TaskRecord } from "./task-record.ts";
import { uploadOf } from "./upload-of.ts";

/** What became of an offer; of one that nobody was there for, also what its log line is to name. */
type TaskOutcome =
  | Exclude<DispatchOutcome, { kind: "unreachable" }>
  | (Extract<DispatchOutcome, { kind: "unreachable" }> & { readonly correlationId: string | null })
  | { readonly kind: "gone" }
  | { readonly kind: "deferred" };

/**
 * Offers a queued task to a media worker. `gone`: it is not queued any more, nothing is to be done. `deferred`: nobody took it, and
 * something else will bring it up again.
 */
export async function dispatchTask(services: Services, taskId: string): Promise<TaskOutcome> {
  const task = await services.tasks.find(taskId);
  if (task?.state !== "queued") return { kind: "gone" };
  const asset = await services.assets.find(task.asset_id);
  if (asset === null) throw notFound("asset", task.asset_id);
  const upload = await uploadOf(services, asset);
  if (upload === null) throw notFound("source", asset.id);
  const isEarly = task.kind === "prepare" && upload.state !== "completed";
  if (isEarly && task.error_code !== null) return { kind: "deferred" };
  if ((await sourceOfTask(services, task)) === null) {
    await giveUp(services, task);
    return { kind: "gone" };
  }
  const outcome = task.kind === "prepare" ? sandboxOutcome(asset) : null;
  if (await playOutcome(services, task, outcome)) return { kind: "deferred" };
  const dispatch = await makeDispatch(services, { task, asset, upload });
  if (outcome === "duplicated") await services.media.dispatch(dispatch);
  const answer = await services.media.dispatch(dispatch);
  if (answer.kind === "unreachable") return { ...answer, correlationId: task.correlation_id };
  // An upload may take hours; its end brings the task up again, and until then the reconciler does from time to time.
  return answer.kind === "busy" && isEarly ? { kind: "deferred" } : answer;
}

/** Ends a clip of an asset that was deleted before it was cut. */
async function giveUp(services: Services, task: TaskRecord): Promise<void> {
  const attempt = await leaseInVain(services, task);
  if (attempt === null) return;
  const failure = { code: "source_gone", detail: "the asset to cut from was deleted" } as const;
  await failTask(services, { ...failure, taskId: task.id, attempt, retryable: false });
}
