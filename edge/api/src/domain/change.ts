import type {
  AssetState,
  AuditEntry,
  EventType,
  JobState,
  TaskState,
  UpdateAsset,
  UploadState,
} from "@firstframe/contract";
import type { AssetChange, AssetEdit, AssetRecord } from "./asset-record.ts";
import type { JobChange, JobRecord } from "./job-record.ts";
import type { ApiKeyRecord, RequestName, RequestRecord, SigningKeyRecord } from "./ports.ts";
import type { RecordRepair } from "./record-repair.ts";
import type { TaskChange, TaskRecord } from "./task-record.ts";
import type { TrackRecord } from "./track-record.ts";
import type { UploadChange, UploadRecord } from "./upload-record.ts";
import type { WebhookChange } from "./webhooks/webhook-change.ts";

type NewAsset = Pick<
  AssetRecord,
  | "id"
  | "environment"
  | "playback_id"
  | "playback_policy"
  | "upload_id"
  | "source"
  | "source_url"
  | "thumbnail_time_s"
  | "mp4_download"
  | "source_asset_id"
  | "metadata"
  | "delete_after"
  | "traceparent"
  | "correlation_id"
  | "created_at"
>;
/** Written as it is, at the moment that it is written. */
type NewAuditEntry = Omit<AuditEntry, "created_at">;
type NewUpload = Omit<UploadRecord, "state" | "offset_bytes" | "size_bytes" | "completed_at" | "legal_hold">;
type NewJob = Pick<
  JobRecord,
  "id" | "environment" | "asset_id" | "kind" | "revision" | "correlation_id" | "created_at"
>;
export type NewTask = Pick<
  TaskRecord,
  | "id"
  | "environment"
  | "job_id"
  | "asset_id"
  | "position"
  | "kind"
  | "weight"
  | "max_attempts"
  | "range"
  | "renditions"
  | "input"
  | "correlation_id"
  | "created_at"
>;

/** Times in ms since the epoch. */
interface NewApiKey
  extends Pick<
    ApiKeyRecord,
    "id" | "environment" | "name" | "hint" | "secret_hash" | "lineage_id" | "scopes" | "api_version"
  > {
  readonly created_at: number;
  readonly expires_at: number | null;
}

/**
 * A change as data. Changes are committed together or not at all, and each that others may want to know of writes its event
 * in the same batch: which one follows from the change, so that none can be forgotten.
 */
export type Change =
  | { readonly kind: "create_upload"; readonly upload: NewUpload; readonly asset: NewAsset }
  | { readonly kind: "create_job"; readonly job: NewJob }
  | {
      /** The request that names itself so is being worked on. */
      readonly kind: "claim_request";
      readonly name: RequestName;
      readonly record: RequestRecord;
    }
  | {
      /** Another transaction of a named request, after so many, while the claim holds. */
      readonly kind: "count_commit";
      readonly name: RequestName;
      readonly claimId: string;
      readonly commits: number;
      /** Null where it is not known yet. */
      readonly sealedAnswer: string | null;
    }
  | { readonly kind: "audit"; readonly entry: NewAuditEntry }
  | { readonly kind: "create_signing_key"; readonly key: SigningKeyRecord }
  | { readonly kind: "revoke_signing_key"; readonly kid: string }
  | { readonly kind: "create_task"; readonly task: NewTask }
  | { readonly kind: "move_asset"; readonly id: string; readonly to: AssetState; readonly set?: AssetChange }
  | {
      readonly kind: "move_upload";
      readonly id: string;
      readonly to: UploadState;
      readonly set?: UploadChange;
    }
  | { readonly kind: "move_job"; readonly id: string; readonly to: JobState; readonly set?: JobChange }
  | {
      readonly kind: "move_task";
      readonly id: string;
      readonly to: TaskState;
      readonly set?: TaskChange;
      /** Only while this attempt holds the lease. */
      readonly attempt?: number;
    }
  | {
      /** Sets what is no state. */
      readonly kind: "update_asset";
      readonly id: string;
      /** Only in one of these states. */
      readonly in: readonly AssetState[];
      readonly set: AssetChange;
      /** What its event tells; null for a change that nobody needs to be told of. */
      readonly event: object | null;
    }
  | {
      /** Sets what callers may change of an asset, if nobody has since it was read. */
      readonly kind: "edit_asset";
      readonly id: string;
      /** Counted when it was read. */
      readonly edits: number;
      readonly set: AssetEdit;
      /** The part of what was asked for that is news. */
      readonly event: UpdateAsset;
    }
  | {
      /** Keeps what an attempt has made so far, while it holds the lease. */
      readonly kind: "update_task";
      readonly id: string;
      readonly attempt: number;
      readonly set: TaskChange;
    }
  | {
      /** The job's first task runs: the job does, unless it did before. */
      readonly kind: "start_job";
      readonly id: string;
    }
  | {
      /** Changes nothing: the others in its batch are made only while the job runs. */
      readonly kind: "require_running_job";
      readonly id: string;
    }
  | {
      /** Changes nothing: the others in its batch are made only while the asset is on no legal hold. */
      readonly kind: "require_no_hold";
      readonly assetId: string;
    }
  | {
      /**
       * What the tasks of a running job have made changes, and did not since it had this revision. Such changes come one
       * after the other therefore, each made in knowledge of all before.
       */
      readonly kind: "advance_job";
      readonly id: string;
      readonly revision: number;
      readonly set?: JobChange;
    }
  | {
      /** Cancels every task of a job that is not over. */
      readonly kind: "end_tasks";
      readonly jobId: string;
    }
  | {
      /** Cancels every job of an asset that is not over, with its tasks and what they have made. */
      readonly kind: "cancel_jobs";
      readonly assetId: string;
    }
  | {
      /** What lies under the prefix belongs to nothing any more and is to be removed. */
      readonly kind: "purge";
      readonly prefix: string;
      readonly dueAt: number;
    }
  | {
      /** What was to be removed belongs to something now, which is made in the same batch; not once it is due. */
      readonly kind: "keep";
      readonly prefix: string;
    }
  | {
      /** Only of an asset that has not ended without a video. A default track is the only one. */
      readonly kind: "create_track";
      readonly track: TrackRecord;
    }
  | { readonly kind: "delete_track"; readonly id: string; readonly assetId: string }
  | {
      readonly kind: "delete_asset";
      readonly id: string;
      /** Only if it is not to be kept until later than this, in ms since the epoch. */
      readonly dueAt?: number;
    }
  | { readonly kind: "create_api_key"; readonly key: NewApiKey }
  | {
      /** Only of a key that is good and was not replaced before; its end comes no later than it would have. */
      readonly kind: "rotate_api_key";
      readonly id: string;
      readonly replacedBy: string;
      readonly expiresAt: number;
    }
  | {
      /** Nothing, where it was revoked before. */
      readonly kind: "revoke_api_key";
      readonly id: string;
    }
  | WebhookChange
  | RecordRepair;

export const assetEvents: Record<AssetState, EventType> = {
  waiting: "asset.created",
  uploading: "asset.uploading",
  processing: "asset.processing",
  playable: "asset.playable",
  ready: "asset.ready",
  failed: "asset.failed",
  canceled: "asset.canceled",
};

export const uploadEvents: Record<UploadState, EventType> = {
  waiting: "upload.created",
  uploading: "upload.started",
  completed: "upload.completed",
  failed: "upload.failed",
  canceled: "upload.canceled",
  expired: "upload.expired",
};

export const jobEvents: Record<JobState, EventType> = {
  queued: "job.queued",
  running: "job.started",
  succeeded: "job.succeeded",
  failed: "job.failed",
  canceled: "job.canceled",
};

/** A task enters `queued` again; its creation has an event of its own. */
export const taskEvents: Record<TaskState, EventType> = {
  queued: "task.requeued",
  running: "task.started",
  succeeded: "task.succeeded",
  failed: "task.failed",
  canceled: "task.canceled",
};
