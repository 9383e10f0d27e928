import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createJobApi } from "../api-client.ts";
import { createJobRunner } from "../job-runner.ts";
import { createLogger } from "../logger.ts";
import type { RetryPolicy } from "../retry.ts";
import { transcodeJob } from "../transcode-job.ts";
import { type FakeJobApi, startFakeJobApi } from "./fake-job-api.ts";

interface RunOptions {
  readonly interfere?: Parameters<typeof startFakeJobApi>[0]["interfere"];
  readonly signal?: AbortSignal;
}

export interface JobRun
  extends Pick<FakeJobApi, "calls" | "contentTypes" | "progress" | "result" | "failure"> {
  /** Holds the outputs; the caller removes it. */
  readonly outputs: string;
  /** What the job left in its temporary directory. */
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

/** Runs the real job runner, with real ffmpeg, against an API that keeps the outputs in a directory. */
export async function runJob(source: Uint8Array, options: RunOptions = {}): Promise<JobRun> {
  const outputs = await mkdtemp(join(tmpdir(), "firstframe-test-out-"));
  const temporary = await mkdtemp(join(tmpdir(), "firstframe-test-tmp-"));
  const log: string[] = [];
  await using api = await startFakeJobApi({
    directory: outputs,
    source,
    ...(options.interfere ? { interfere: options.interfere } : {}),
  });
  try {
    const run = createJobRunner({
      createApi: ({ job_url, token }) => createJobApi({ jobUrl: job_url, token, fetch, retry: quickRetry }),
      workerId: `wkr_${"0".repeat(26)}`,
      transcode: (job) =>
        transcodeJob(job, {
          tools: { ffmpeg: "ffmpeg", ffprobe: "ffprobe", threads: 2, retry: quickRetry },
          uploadFile: null,
          temporary,
        }),
      fetch: () => Promise.reject(new Error("no fetch was dispatched")),
      clock: () => performance.now(),
      logger: createLogger((line) => log.push(line), Date.now),
    });
    await run(api.dispatch, options.signal ?? new AbortController().signal);
    const { calls, contentTypes, progress, result, failure } = api;
    return {
      calls,
      contentTypes,
      progress,
      result,
      failure,
      outputs,
      leftovers: await readdir(temporary),
      log,
    };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
