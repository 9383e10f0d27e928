import type { Environment, Ingest, Upload, UploadState } from "@firstframe/contract";
import { formatTime } from "./format-time.ts";

/** An upload as stored. Times in ms since the epoch. */
export interface UploadRecord {
  readonly id: string;
  readonly environment: Environment;
  readonly asset_id: string;
  readonly state: UploadState;
  readonly offset_bytes: number;
  readonly size_bytes: number | null;
  readonly max_size_bytes: number;
  readonly allowed_types: readonly string[] | null;
  readonly cors_origin: string | null;
  readonly ingest: Ingest;
  readonly token_lifetime_s: number;
  readonly timeout_s: number;
  readonly correlation_id: string | null;
  readonly created_at: number;
  readonly completed_at: number | null;
  readonly expires_at: number;
  /** Of its asset. */
  readonly legal_hold: boolean;
}

export type UploadChange = Partial<Pick<UploadRecord, "offset_bytes" | "size_bytes" | "completed_at">>;

/** The upload as the API shows it. */
export function toUpload(record: UploadRecord): Upload {
  return {
    id: record.id,
    environment: record.environment,
    asset_id: record.asset_id,
    state: record.state,
    offset_bytes: record.offset_bytes,
    size_bytes: record.size_bytes,
    max_size_bytes: record.max_size_bytes,
    allowed_types: record.allowed_types && [...record.allowed_types],
    cors_origin: record.cors_origin,
    ingest: record.ingest,
    correlation_id: record.correlation_id,
    created_at: formatTime(record.created_at),
    completed_at: formatTime(record.completed_at),
    expires_at: formatTime(record.expires_at),
  };
}
