import type {
  ClipDispatch,
  EncodeDispatch,
  ExtrasDispatch,
  FetchDispatch,
  Lease,
  PrepareDispatch,
  TaskDispatch,
} from "@firstframe/contract";
import { type Heartbeat, startHeartbeat } from "./heartbeat.ts";
import type { Logger } from "./logger.ts";
import { MediaError } from "./media-error.ts";
import { ApiCallError, type TaskApi, TaskLostError } from "./task-api.ts";

/** A task that this worker holds the lease of. */
export interface LeasedTask<Dispatch> {
  readonly api: TaskApi;
  readonly dispatch: Dispatch;
  readonly attempt: number;
  readonly heartbeat: Heartbeat;
  /** Aborted when the task is another's, the worker stops, or {@link abort} was called. */
  readonly signal: AbortSignal;
  readonly abort: (reason: unknown) => void;
  readonly logger: Logger;
}

interface TaskRunnerOptions {
  readonly createApi: (dispatch: TaskDispatch) => TaskApi;
  readonly workerId: string;
  /** What each kind of task does. */
  readonly fetch: (task: LeasedTask<FetchDispatch>) => Promise<void>;
  readonly clip: (task: LeasedTask<ClipDispatch>) => Promise<void>;
  readonly prepare: (task: LeasedTask<PrepareDispatch>) => Promise<void>;
  readonly encode: (task: LeasedTask<EncodeDispatch>) => Promise<void>;
  readonly extras: (task: LeasedTask<ExtrasDispatch>) => Promise<void>;
  readonly clock: () => number;
  readonly logger: Logger;
}

/**
 * Runs one task to its end. Never rejects: how it ended is told to the API and to the log.
 *
 * @returns another task of the same job, for whoever has room for it; null where none waits
 */
export type TaskRunner = (dispatch: TaskDispatch, signal: AbortSignal) => Promise<TaskDispatch | null>;

const failTimeoutMs = 5_000;
const nextTimeoutMs = 5_000;
const maximumDetail = 4000;

export function createTaskRunner(options: TaskRunnerOptions): TaskRunner {
  return async (dispatch, signal) => {
    const { job_id, task_id, correlation_id, traceparent } = dispatch;
    const logger = options.logger.with({ job_id, task_id, correlation_id, traceparent });
    const api = options.createApi(dispatch);
    let attempt: number | null = null;
    let isLost = false;
    try {
      const lease = await api.lease(options.workerId, signal);
      attempt = lease.attempt;
      await work(dispatch, api, lease, logger.with({ attempt }), signal);
    } catch (error) {
      isLost = error instanceof TaskLostError;
      await conclude(api, attempt, error, logger);
    }
    if (attempt === null || isLost || signal.aborted) return null;
    return api.next(AbortSignal.any([signal, AbortSignal.timeout(nextTimeoutMs)])).catch((error: unknown) => {
      logger.log("info", "the next task comes by the queue", { error: describe(error) });
      return null;
    });
  };

  async function work(
    dispatch: TaskDispatch,
    api: TaskApi,
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
      logger.log("info", "task started", { kind: dispatch.kind });
      switch (dispatch.kind) {
        case "fetch":
          await options.fetch({ ...leased, dispatch });
          break;
        case "clip":
          await options.clip({ ...leased, dispatch });
          break;
        case "prepare":
          await options.prepare({ ...leased, dispatch });
          break;
        case "encode":
          await options.encode({ ...leased, dispatch });
          break;
        case "extras":
          await options.extras({ ...leased, dispatch });
          break;
      }
      logger.log("info", "task succeeded", { elapsed_ms: Math.round(options.clock() - startedAt) });
    } finally {
      heartbeat.stop();
    }
  }
}

/** Tells the API of a failure, unless the task is another's by now. */
async function conclude(api: TaskApi, attempt: number | null, error: unknown, logger: Logger): Promise<void> {
  if (error instanceof TaskLostError) {
    logger.log("info", "task dropped: another attempt has it, or it is over", { detail: error.message });
    return;
  }
  if (attempt === null) {
    logger.log("warn", "task dropped: it could not be leased", { error: describe(error) });
    return;
  }
  const failure = failureOf(error);
  logger.log("error", "task failed", { attempt, code: failure.code, detail: failure.message });
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
