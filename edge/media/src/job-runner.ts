import type { FetchDispatch, JobDispatch, Lease, TranscodeDispatch } from "@firstframe/contract";
import { ApiCallError, type JobApi, JobLostError } from "./api-client.ts";
import { type Heartbeat, startHeartbeat } from "./heartbeat.ts";
import type { Logger } from "./logger.ts";
import { MediaError } from "./media-error.ts";

/** A job that this worker holds the lease of. */
export interface LeasedJob<Dispatch> {
  readonly api: JobApi;
  readonly dispatch: Dispatch;
  readonly attempt: number;
  readonly heartbeat: Heartbeat;
  /** Aborted when the job is another's, the worker stops, or {@link abort} was called. */
  readonly signal: AbortSignal;
  readonly abort: (reason: unknown) => void;
  readonly logger: Logger;
}

interface JobRunnerOptions {
  readonly createApi: (dispatch: JobDispatch) => JobApi;
  readonly workerId: string;
  /** What each kind of job does. */
  readonly transcode: (job: LeasedJob<TranscodeDispatch>) => Promise<void>;
  readonly fetch: (job: LeasedJob<FetchDispatch>) => Promise<void>;
  readonly clock: () => number;
  readonly logger: Logger;
}

/** Runs one job to its end. Never rejects: how it ended is told to the API and to the log. */
export type JobRunner = (dispatch: JobDispatch, signal: AbortSignal) => Promise<void>;

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
      await work(dispatch, api, lease, logger.with({ attempt }), signal);
    } catch (error) {
      await conclude(api, attempt, error, logger);
    }
  };

  async function work(
    dispatch: JobDispatch,
    api: JobApi,
    { attempt, heartbeat_s }: Lease,
    logger: Logger,
    stop: AbortSignal,
  ): Promise<void> {
    const startedAt = options.clock();
    const controller = new AbortController();
    const abort = (reason: unknown) => controller.abort(reason);
    const signal = AbortSignal.any([stop, controller.signal]);
    const heartbeat = startHeartbeat({
      send: (stage, progress) => api.heartbeat({ attempt, stage, progress }, signal),
      everyS: heartbeat_s,
      clock: options.clock,
      onLost: abort,
      onFailure: (error) => logger.log("warn", "heartbeat failed", { error: String(error) }),
    });
    const leased = { api, attempt, heartbeat, signal, abort, logger };
    try {
      logger.log("info", "job started", { kind: dispatch.kind });
      if (dispatch.kind === "fetch") await options.fetch({ ...leased, dispatch });
      else await options.transcode({ ...leased, dispatch });
      logger.log("info", "job succeeded", { elapsed_ms: Math.round(options.clock() - startedAt) });
    } finally {
      heartbeat.stop();
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
