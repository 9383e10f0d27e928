import type { ExtrasDispatch } from "@firstframe/contract";
import type { SourceTask } from "../source-task.ts";
import { makeExtras } from "./make-extras.ts";
import type { ExtrasPlan } from "./plan-extras.ts";

/**
 * Makes what goes with the video, each file as soon as it can be had.
 *
 * @throws MediaError, TaskLostError, or the signal's reason
 */
export async function extrasTask(task: SourceTask<ExtrasDispatch>): Promise<void> {
  const { api, attempt, dispatch, tools, signal, heartbeat, source, logger } = task;
  await source.whole(signal);
  heartbeat.report("encoding", 0);
  const plan = dispatch.input as unknown as ExtrasPlan;
  const { files, skipped } = await makeExtras(plan, { ...tools, source: source.path });
  for (const { kind, reason } of skipped) logger.log("info", "an extra was left out", { kind, reason });
  heartbeat.report("publishing", 0.9);
  for (const { path } of files) await task.put(path);
  heartbeat.stop();
  await api.complete({ kind: "extras", attempt, files: [...files], record: tools.record() }, signal);
}
