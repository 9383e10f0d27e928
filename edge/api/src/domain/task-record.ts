import type {
  AssetErrorCode,
  Environment,
  Opening,
  ProducedFile,
  ProducedRendition,
  Task,
  TaskInput,
  TaskKind,
  TaskRecord as TaskReport,
  TaskStage,
  TaskState,
  TimeRange,
} from "@firstframe/contract";
import { formatTime } from "./format-time.ts";
import { workErrorOf } from "./work-error-of.ts";

/** A task as stored, without what it has made. Times in ms since the epoch. */
export interface TaskRecord {
  readonly id: string;
  readonly environment: Environment;
  readonly job_id: string;
  readonly asset_id: string;
  readonly position: number;
  readonly kind: TaskKind;
  readonly state: TaskState;
  readonly stage: TaskStage | null;
  readonly progress: number;
  /** Seconds that it is expected to take, or any unit that the job's other tasks share. */
  readonly weight: number;
  readonly attempt: number;
  readonly max_attempts: number;
  readonly worker_id: string | null;
  readonly range: TimeRange | null;
  readonly renditions: readonly string[];
  /** What was planned for it; of a fetch, the address. Never shown. */
  readonly input: TaskInput | null;
  readonly error_code: AssetErrorCode | null;
  /** For operators: what the tools said last. */
  readonly error_detail: string | null;
  readonly correlation_id: string | null;
  readonly created_at: number;
  readonly enqueued_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly lease_expires_at: number | null;
}

/** What an attempt has made so far. */
export interface TaskOutput {
  readonly attempt: number;
  readonly opening: Opening | null;
  readonly renditions: readonly ProducedRendition[];
  readonly files: readonly ProducedFile[];
}

/**
 * A task with what it has made. The output is the one of the last attempt that told of any: it stays while the next attempt
 * has not yet, because viewers may be watching it.
 */
export interface TaskWithOutput extends TaskRecord {
  readonly output: TaskOutput | null;
  readonly record: TaskReport | null;
}

export type TaskChange = Partial<
  Pick<
    TaskWithOutput,
    | "stage"
    | "progress"
    | "attempt"
    | "max_attempts"
    | "worker_id"
    | "renditions"
    | "output"
    | "record"
    | "error_code"
    | "error_detail"
    | "started_at"
    | "finished_at"
    | "lease_expires_at"
  >
>;

/** The task as the API shows it. */
export function toTask(record: TaskRecord): Task {
  return {
    id: record.id,
    job_id: record.job_id,
    asset_id: record.asset_id,
    position: record.position,
    kind: record.kind,
    state: record.state,
    stage: record.stage,
    progress: record.progress,
    attempt: record.attempt,
    max_attempts: record.max_attempts,
    worker_id: record.worker_id,
    range: record.range,
    renditions: [...record.renditions],
    error: workErrorOf(record),
    retry_reason: record.error_code === null ? record.error_detail : null,
    created_at: formatTime(record.created_at),
    started_at: formatTime(record.started_at),
    finished_at: formatTime(record.finished_at),
    lease_expires_at: formatTime(record.lease_expires_at),
  };
}
