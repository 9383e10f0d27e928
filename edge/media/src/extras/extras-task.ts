import type { ExtrasDispatch } from "@firstframe/contract";
import type { SourceTask } from "../source-task.ts";

/** Makes what goes with the video. */
export async function extrasTask(task: SourceTask<ExtrasDispatch>): Promise<void> {
  const { api, attempt, tools, signal, heartbeat, source } = task;
  await source.whole(signal);
  heartbeat.stop();
  await api.complete({ kind: "extras", attempt, files: [], record: tools.record() }, signal);
}
