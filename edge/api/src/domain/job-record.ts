import type {
  AssetErrorCode,
  Environment,
  Job,
  JobKind,
  JobState,
  PrepareResult,
} from "@firstframe/contract";
import { formatTime } from "./format-time.ts";
import { workErrorOf } from "./work-error-of.ts";

/** A job as stored. Times in ms since the epoch. */
export interface JobRecord {
  readonly id: string;
  readonly environment: Environment;
  readonly asset_id: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly progress: number;
  /** Why everything is made as it is; null until that is decided. */
  readonly plan: PrepareResult["plan"] | null;
  /** Rises with every change of what the job's tasks have made. */
  readonly revision: number;
  readonly task_counts: Job["task_counts"];
  readonly error_code: AssetErrorCode | null;
  /** For operators: what the tools said at the failure that ended the job. */
  readonly error_detail: string | null;
  readonly correlation_id: string | null;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
}

export type JobChange = Partial<
  Pick<JobRecord, "progress" | "plan" | "error_code" | "error_detail" | "finished_at">
>;

/** The job as the API shows it. */
export function toJob(record: JobRecord): Job {
  return {
    id: record.id,
    environment: record.environment,
    asset_id: record.asset_id,
    kind: record.kind,
    state: record.state,
    progress: record.progress,
    task_counts: record.task_counts,
    error: workErrorOf(record),
    correlation_id: record.correlation_id,
    created_at: formatTime(record.created_at),
    started_at: formatTime(record.started_at),
    finished_at: formatTime(record.finished_at),
  };
}
