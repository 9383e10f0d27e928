import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  ClipDispatch,
  PlannedTask,
  PrepareDispatch,
  TaskDispatch,
  TaskResult,
} from "@firstframe/contract";
import { clipTask } from "../clip/clip-task.ts";
import { encodeTask } from "../encode/encode-task.ts";
import { extrasTask } from "../extras/extras-task.ts";
import { createLogger } from "../logger.ts";
import { prepareTask } from "../prepare/prepare-task.ts";
import type { RetryPolicy } from "../retry.ts";
import { runSourceTask } from "../run-source-task.ts";
import { createSourceFiles } from "../source/source-files.ts";
import { createTaskApi } from "../task-api.ts";
import { createTaskRunner } from "../task-runner.ts";
import { type FakeTaskApi, startFakeTaskApi } from "./fake-task-api.ts";

interface RunOptions {
  readonly interfere?: Parameters<typeof startFakeTaskApi>[0]["interfere"];
  readonly signal?: AbortSignal;
  /** Whether the tasks that were planned are run as well. */
  readonly all?: boolean;
  /** What is wanted besides. */
  readonly options?: PrepareDispatch["options"];
  /** Run instead of preparing anything. */
  readonly tasks?: readonly Pick<PlannedTask, "kind" | "input">[];
  /** A clip to cut instead of preparing anything. */
  readonly clip?: Pick<ClipDispatch, "range" | "upload">;
  /** Whether the source still arrives, and nobody knows how large it becomes. */
  readonly growing?: boolean;
}

export interface TaskRun
  extends Pick<FakeTaskApi, "calls" | "contentTypes" | "produced" | "result" | "failure"> {
  /** Holds the outputs; the caller removes it. */
  readonly outputs: string;
  /** Results of all tasks, in the order in which they ran. */
  readonly results: readonly TaskResult[];
  /** What each task told of its progress. */
  readonly progress: readonly number[][];
  /** What the tasks left in their temporary directory. */
  readonly leftovers: string[];
  readonly log: string[];
}

/** Waits are real but short. */
export const quickRetry: RetryPolicy = {
  attempts: 4,
  baseMs: 5,
  maximumMs: 20,
  random: Math.random,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Runs the real task runner, with real ffmpeg, against an API that keeps the outputs in a directory. */
export async function runTask(source: Uint8Array, options: RunOptions = {}): Promise<TaskRun> {
  const outputs = await mkdtemp(join(tmpdir(), "firstframe-test-out-"));
  const temporary = await mkdtemp(join(tmpdir(), "firstframe-test-tmp-"));
  const sourceFolder = await mkdtemp(join(tmpdir(), "firstframe-test-src-"));
  const log: string[] = [];
  const results: TaskResult[] = [];
  const progress: number[][] = [];
  await using api = await startFakeTaskApi({
    directory: outputs,
    source,
    ...(options.interfere ? { interfere: options.interfere } : {}),
  });
  const sources = createSourceFiles({
    directory: sourceFolder,
    retry: quickRetry,
    uploads: null,
    lingerMs: 0,
  });
  const clock = () => performance.now();
  const withSource = {
    ffmpeg: "ffmpeg",
    ffprobe: "ffprobe",
    threads: 2,
    guard: [],
    sources,
    temporary,
    clock,
  };
  const run = createTaskRunner({
    createApi: ({ task_url, token }) => createTaskApi({ taskUrl: task_url, token, fetch, retry: quickRetry }),
    workerId: `wkr_${"0".repeat(26)}`,
    fetch: () => Promise.reject(new Error("no fetch was dispatched")),
    clip: (task) =>
      runSourceTask(task, withSource, (leased) => clipTask(leased, { fetch, retry: quickRetry })),
    prepare: (task) => runSourceTask(task, withSource, prepareTask),
    encode: (task) => runSourceTask(task, withSource, encodeTask),
    extras: (task) => runSourceTask(task, withSource, extrasTask),
    clock,
    logger: createLogger((line) => log.push(line), Date.now),
  });
  const signal = options.signal ?? new AbortController().signal;
  try {
    if (options.options) api.dispatch = { ...prepareOf(api.dispatch), options: options.options };
    if (options.clip) api.dispatch = clipOf(api.dispatch, options.clip);
    if (options.growing) api.dispatch = stillArriving(api.dispatch);
    const waiting: TaskDispatch[] = options.tasks
      ? options.tasks.map((task) => dispatchOf(api.dispatch, task))
      : [api.dispatch];
    for (let next = waiting.shift(); next && api.failure === null; next = waiting.shift()) {
      api.result = null;
      await run(next, signal);
      progress.push(api.progress.splice(0));
      const { result } = api as FakeTaskApi;
      if (result === null) break;
      results.push(result);
      if (result.kind !== "prepare" || !options.all) continue;
      waiting.push(...result.tasks.map((task) => dispatchOf(api.dispatch, task)));
    }
    const { calls, contentTypes, produced, result, failure } = api;
    return {
      ...{ calls, contentTypes, progress, produced, result, failure, results, outputs, log },
      leftovers: await readdir(temporary),
    };
  } finally {
    await sources.close();
    await rm(temporary, { recursive: true, force: true });
    await rm(sourceFolder, { recursive: true, force: true });
  }
}

function stillArriving(dispatch: TaskDispatch): TaskDispatch {
  const prepared = prepareOf(dispatch);
  return { ...prepared, source: { ...prepared.source, complete: false, size_bytes: null } };
}

function clipOf({ kind, ...dispatch }: TaskDispatch, clip: NonNullable<RunOptions["clip"]>): TaskDispatch {
  if (!("source" in dispatch)) throw new Error("a clip is cut from a source");
  return { ...dispatch, ...clip, kind: "clip", source_asset_id: dispatch.asset_id };
}

function dispatchOf(
  dispatch: TaskDispatch,
  { kind, input }: Pick<PlannedTask, "kind" | "input">,
): TaskDispatch {
  const { options, ...shared } = prepareOf(dispatch);
  return { ...shared, kind, input };
}

function prepareOf(dispatch: TaskDispatch): PrepareDispatch {
  if (dispatch.kind !== "prepare") throw new Error("everything follows from what is prepared");
  return dispatch;
}
