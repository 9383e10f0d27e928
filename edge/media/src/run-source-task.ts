import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ClipDispatch, EncodeDispatch, ExtrasDispatch, PrepareDispatch } from "@firstframe/contract";
import { openOutput } from "./output-file.ts";
import type { SourceFiles } from "./source/source-files.ts";
import type { SourceTask } from "./source-task.ts";
import type { LeasedTask } from "./task-runner.ts";
import { createToolbox } from "./toolbox.ts";

interface RunOptions {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly threads: number;
  readonly guard: readonly string[];
  readonly sources: SourceFiles;
  /** Directory in which the task's own is made. */
  readonly temporary: string;
  readonly clock: () => number;
}

/** Gives a task its source, and a directory of its own that is removed in the end. */
export async function runSourceTask<
  Dispatch extends ClipDispatch | PrepareDispatch | EncodeDispatch | ExtrasDispatch,
>(
  task: LeasedTask<Dispatch>,
  { sources, temporary, ...options }: RunOptions,
  work: (task: SourceTask<Dispatch>) => Promise<void>,
): Promise<void> {
  const { api, dispatch, attempt, signal, abort } = task;
  const directory = await mkdtemp(join(temporary, "task-"));
  const assetId = dispatch.kind === "clip" ? dispatch.source_asset_id : dispatch.asset_id;
  const held = await sources.acquire({ assetId, source: dispatch.source, api });
  try {
    await work({
      ...task,
      source: held.file,
      tools: createToolbox({ ...options, directory, signal }),
      put: async (path) => api.putOutput(attempt, path, await openOutput(directory, path), signal),
    });
  } finally {
    // Ends what is still under way when something else failed.
    abort(new Error("the attempt is over"));
    held.release();
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}
