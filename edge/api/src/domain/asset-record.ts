import {
  type Asset,
  type AssetErrorCode,
  type AssetState,
  assetErrors,
  assetProgress,
  assetStatus,
  type EarlyStart,
  type Environment,
  type JobState,
  type PlaybackPolicy,
  type ProducedFile,
  type Rendition,
  type SourceFacts,
  type TaskStage,
} from "@firstframe/contract";
import { formatTime } from "./format-time.ts";

/** A file that goes with an asset, with where it lies. */
export interface StoredFile extends ProducedFile {
  /** Of the attempt that made it, below the asset's output prefix; with a slash at the end. */
  readonly directory: string;
}

/** An asset as stored, with what its upload and its latest job say of its progress. Times in ms since the epoch. */
export interface AssetRecord {
  readonly id: string;
  readonly environment: Environment;
  readonly state: AssetState;
  readonly playback_id: string;
  readonly playback_policy: PlaybackPolicy;
  readonly upload_id: string | null;
  readonly duration_ms: number | null;
  readonly has_video: boolean | null;
  readonly has_audio: boolean | null;
  /** What can be played, best first, then audio. */
  readonly renditions: readonly Rendition[];
  readonly files: readonly StoredFile[];
  readonly early_start: EarlyStart | null;
  /** Every rendition that there will be, best first, then audio; empty until that is planned. */
  readonly rendition_order: readonly string[];
  /** Revision of the job that `renditions` and `files` were read from. */
  readonly revision: number;
  readonly source: SourceFacts;
  readonly source_url: string | null;
  readonly source_asset_id: string | null;
  readonly error_code: AssetErrorCode | null;
  /** Null: no thumbnail is wanted. */
  readonly thumbnail_time_s: number | null;
  readonly mp4_download: boolean;
  readonly metadata: Record<string, string>;
  /** Ms since the epoch; null: it is kept. */
  readonly delete_after: number | null;
  readonly legal_hold: boolean;
  /** Rises with every change that a caller makes. */
  readonly edits: number;
  readonly correlation_id: string | null;
  readonly traceparent: string | null;
  /** Where in the bucket its job's files lie; null while nothing can be played. */
  readonly output_prefix: string | null;
  readonly created_at: number;
  readonly playable_at: number | null;
  readonly ready_at: number | null;
  /** Share of the source received, 0 to 1. */
  readonly uploaded: number;
  /** Share of the latest job done, 0 to 1. */
  readonly processed: number;
  readonly job_state: JobState | null;
  /** Of the first of the job's tasks that run; null when none does. */
  readonly job_stage: TaskStage | null;
}

/** What `PATCH`-like changes of an asset may set besides its state. */
export type AssetChange = Partial<
  Pick<
    AssetRecord,
    | "duration_ms"
    | "has_video"
    | "has_audio"
    | "renditions"
    | "files"
    | "early_start"
    | "rendition_order"
    | "revision"
    | "error_code"
    | "output_prefix"
    | "playable_at"
    | "ready_at"
  >
> & {
  /** Facts that are known now; what is null or not named stays as it was. */
  readonly source?: Partial<SourceFacts>;
};

/** What callers may change of an asset. */
export type AssetEdit = Partial<
  Pick<AssetRecord, "metadata" | "playback_policy" | "delete_after" | "legal_hold">
>;

/** What an asset has no more once its job's output is given up. */
export const withoutOutput = { output_prefix: null, renditions: [], files: [] } satisfies AssetChange;

export const unknownSource: SourceFacts = {
  size_bytes: null,
  sha256: null,
  filename: null,
  content_type: null,
  container: null,
  video_codec: null,
  audio_codec: null,
  width: null,
  height: null,
  frame_rate: null,
};

/** What every asset begins with. */
export const newAssetState = {
  state: "waiting",
  duration_ms: null,
  has_video: null,
  has_audio: null,
  renditions: [],
  files: [],
  early_start: null,
  rendition_order: [],
  revision: 0,
  edits: 0,
  error_code: null,
  legal_hold: false,
  output_prefix: null,
  playable_at: null,
  ready_at: null,
  uploaded: 0,
  processed: 0,
  job_state: null,
  job_stage: null,
} satisfies Partial<AssetRecord>;

/** The error as people read it. */
export function assetErrorOf(code: AssetErrorCode | null): Asset["error"] {
  return code === null ? null : { code, message: assetErrors[code] };
}

/** The asset as the API shows it. */
export function toAsset(record: AssetRecord): Asset {
  return {
    id: record.id,
    environment: record.environment,
    status: assetStatus(record.state),
    progress: assetProgress(record.state, record.uploaded, record.processed),
    playback_id: record.playback_id,
    playback_policy: record.playback_policy,
    upload_id: record.upload_id,
    duration_ms: record.duration_ms,
    has_video: record.has_video,
    has_audio: record.has_audio,
    renditions: [...record.renditions],
    files: record.files.map(({ path, directory, ...file }) => file),
    early_start: record.early_start,
    error: assetErrorOf(record.error_code),
    source: record.source,
    source_url: record.source_url,
    thumbnail_time_s: record.thumbnail_time_s,
    mp4_download: record.mp4_download,
    source_asset_id: record.source_asset_id,
    metadata: record.metadata,
    delete_after: formatTime(record.delete_after),
    legal_hold: record.legal_hold,
    correlation_id: record.correlation_id,
    created_at: formatTime(record.created_at),
    playable_at: formatTime(record.playable_at),
    ready_at: formatTime(record.ready_at),
  };
}
