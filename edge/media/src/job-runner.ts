import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { JobDispatch } from "@firstframe/contract";
import { ApiCallError, type JobApi, JobLostError } from "./api-client.ts";
import { startHeartbeat } from "./heartbeat.ts";
import type { Logger } from "./logger.ts";
import { MediaError } from "./media-error.ts";
import { openOutput } from "./output-file.ts";
import { type TranscodeTools, transcode } from "./transcode.ts";
import { createUploadQueue } from "./upload-queue.ts";

interface JobRunnerOptions {
  readonly createApi: (dispatch: JobDispatch) => JobApi;
  readonly workerId: string;
  readonly tools: TranscodeTools;
  /** Where uploads that arrived on this worker lie; null where none do. */
  readonly uploadFile: ((uploadId: string) => string) | null;
  /** Directory in which the job's own temporary directory is made. */
  readonly temporary: string;
  readonly clock: () => number;
  readonly logger: Logger;
}

/** Runs one job to its end. Never rejects: how it ended is told to the API and to the log. */
export type JobRunner = (dispatch: JobDispatch, signal: AbortSignal) => Promise<void>;

const uploadConcurrency = 4;
const failTimeoutMs = 5_000;
const maximumDetail = 4000;

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  return async (dispatch, signal) => {
    const logger = options.logger.with({ job_id: dispatch.job_id, correlation_id: dispatch.correlation_id });
    const api = options.createApi(dispatch);
    let attempt: number | null = null;
    try {
      const lease = await api.lease(options.workerId, signal);
      attempt = lease.attempt;
      await work(dispatch, api, lease.attempt, lease.heartbeat_s, logger.with({ attempt }), signal);
    } catch (error) {
      await conclude(api, attempt, error, logger);
    }
  };

  async function work(
    dispatch: JobDispatch,
    api: JobApi,
    attempt: number,
    heartbeatS: number,
    logger: Logger,
    stop: AbortSignal,
  ): Promise<void> {
    const startedAt = options.clock();
    const abort = new AbortController();
    const signal = AbortSignal.any([stop, abort.signal]);
    const heartbeat = startHeartbeat({
      send: (stage, progress) => api.heartbeat({ attempt, stage, progress }, signal),
      everyS: heartbeatS,
      clock: options.clock,
      onLost: (error) => abort.abort(error),
      onFailure: (error) => logger.log("warn", "heartbeat failed", { error: String(error) }),
    });
    const directory = await mkdtemp(join(options.temporary, "firstframe-job-"));
    try {
      const inputs = join(directory, "in");
      const outputs = join(directory, "out");
      await mkdir(inputs);
      await mkdir(outputs);
      logger.log("info", "job started");
      const uploads = createUploadQueue({
        put: async (path) => api.putOutput(attempt, path, await openOutput(outputs, path), signal),
        concurrency: uploadConcurrency,
        onFailure: (error) => abort.abort(error),
      });
      const { tools, uploadFile } = options;
      const { report } = heartbeat;
      const result = await transcode({
        ...{ api, dispatch, attempt, tools, uploadFile, uploads, inputs, outputs, signal, report },
      });
      // From here on the job may already be over, and a beat refused for that must not undo it.
      heartbeat.stop();
      await api.complete(result, signal);
      logger.log("info", "job succeeded", {
        elapsed_ms: Math.round(options.clock() - startedAt),
        duration_ms: result.duration_ms,
        renditions: result.renditions.map(({ id }) => id),
      });
    } finally {
      heartbeat.stop();
      // Ends the uploads that are still under way when something else failed.
      abort.abort(new Error("the attempt is over"));
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

/** Tells the API of a failure, unless the job is another's by now. */
async function conclude(api: JobApi, attempt: number | null, error: unknown, logger: Logger): Promise<void> {
  if (error instanceof JobLostError) {
    logger.log("info", "job dropped: another attempt has it, or it is over", { detail: error.message });
    return;
  }
  if (attempt === null) {
    logger.log("warn", "job dropped: it could not be leased", { error: describe(error) });
    return;
  }
  const failure = failureOf(error);
  logger.log("error", "job failed", { attempt, code: failure.code, detail: failure.message });
  const { code, message, retryable } = failure;
  const detail = message.slice(0, maximumDetail);
  try {
    await api.fail({ attempt, code, detail, retryable }, AbortSignal.timeout(failTimeoutMs));
  } catch (cause) {
    logger.log("warn", "the failure could not be reported", { error: describe(cause) });
  }
}

/** Anything unforeseen is the worker's fault rather than the source's, and another attempt may do better. */
function failureOf(error: unknown): MediaError {
  if (error instanceof MediaError) return error;
  return new MediaError("processing_failed", describe(error), { retryable: true, cause: error });
}

function describe(error: unknown): string {
  if (error instanceof ApiCallError && error.cause !== undefined)
    return `${error.message}: ${String(error.cause)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
