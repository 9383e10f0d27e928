import type { AssetErrorCode, Environment, Job, JobKind, JobStage, JobState } from "@firstframe/contract";
import { assetErrorOf } from "./asset-record.ts";
import { formatTime } from "./format-time.ts";

/** A job as stored. Times in ms since the epoch. */
export interface JobRecord {
  readonly id: string;
  readonly environment: Environment;
  readonly asset_id: string;
  readonly kind: JobKind;
  /** Of a fetch; never shown. */
  readonly input: { readonly url: string } | null;
  readonly state: JobState;
  readonly stage: JobStage | null;
  readonly progress: number;
  readonly attempt: number;
  readonly max_attempts: number;
  readonly worker_id: string | null;
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

export type JobChange = Partial<
  Pick<
    JobRecord,
    | "stage"
    | "progress"
    | "attempt"
    | "worker_id"
    | "error_code"
    | "error_detail"
    | "enqueued_at"
    | "started_at"
    | "finished_at"
    | "lease_expires_at"
  >
>;

/** The job as the API shows it. */
export function toJob(record: JobRecord): Job {
  return {
    id: record.id,
    environment: record.environment,
    asset_id: record.asset_id,
    kind: record.kind,
    state: record.state,
    stage: record.stage,
    progress: record.progress,
    attempt: record.attempt,
    max_attempts: record.max_attempts,
    worker_id: record.worker_id,
    error: assetErrorOf(record.error_code),
    error_detail: record.error_detail,
    correlation_id: record.correlation_id,
    created_at: formatTime(record.created_at),
    started_at: formatTime(record.started_at),
    finished_at: formatTime(record.finished_at),
    lease_expires_at: formatTime(record.lease_expires_at),
  };
}
