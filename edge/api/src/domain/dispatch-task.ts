import { notFound } from "./api-error.ts";
import { makeDispatch } from "./make-dispatch.ts";
import { playOutcome } from "./play-outcome.ts";
import type { DispatchOutcome, Services } from "./ports.ts";
import { sandboxOutcome } from "./sandbox-outcome.ts";

/**
 * Offers a queued task to a media worker. `gone`: it is not queued any more, nothing is to be done. `deferred`: nobody took it, and
 * something else will bring it up again.
 */
export async function dispatchTask(
  services: Services,
  taskId: string,
): Promise<DispatchOutcome | { readonly kind: "gone" } | { readonly kind: "deferred" }> {
  const task = await services.tasks.find(taskId);
  if (task?.state !== "queued") return { kind: "gone" };
  const asset = await services.assets.find(task.asset_id);
  if (asset === null) throw notFound("asset", task.asset_id);
  const upload = asset.upload_id === null ? null : await services.uploads.find(asset.upload_id);
  if (upload === null) throw notFound("source", asset.id);
  const isEarly = task.kind === "prepare" && upload.state !== "completed";
  if (isEarly && task.error_code !== null) return { kind: "deferred" };
  const outcome = task.kind === "prepare" ? sandboxOutcome(asset) : null;
  if (await playOutcome(services, task, outcome)) return { kind: "deferred" };
  const dispatch = await makeDispatch(services, { task, asset, upload });
  if (outcome === "duplicated") await services.media.dispatch(dispatch);
  const answer = await services.media.dispatch(dispatch);
  // An upload may take hours; its end brings the task up again, and until then the reconciler does from time to time.
  return answer.kind === "busy" && isEarly ? { kind: "deferred" } : answer;
}
