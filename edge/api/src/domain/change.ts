import type { AssetState, EventType, JobState, UploadState } from "@firstframe/contract";
import type { AssetChange, AssetRecord } from "./asset-record.ts";
import type { JobChange, JobRecord } from "./job-record.ts";
import type { UploadChange, UploadRecord } from "./upload-record.ts";

type NewAsset = Pick<
  AssetRecord,
  | "id"
  | "environment"
  | "playback_id"
  | "playback_policy"
  | "upload_id"
  | "source"
  | "source_url"
  | "metadata"
  | "correlation_id"
  | "created_at"
>;
type NewUpload = Omit<UploadRecord, "state" | "offset_bytes" | "size_bytes" | "completed_at">;
type NewJob = Pick<
  JobRecord,
  "id" | "environment" | "asset_id" | "kind" | "input" | "max_attempts" | "correlation_id" | "created_at"
>;

/**
 * A change of state as data. Changes are committed together or not at all, and each writes its event in the same
 * batch: which event follows from the change, so that none can be forgotten.
 */
export type Change =
  | { readonly kind: "create_asset"; readonly asset: NewAsset }
  | { readonly kind: "create_upload"; readonly upload: NewUpload }
  | { readonly kind: "create_job"; readonly job: NewJob }
  | { readonly kind: "move_asset"; readonly id: string; readonly to: AssetState; readonly set?: AssetChange }
  | {
      readonly kind: "move_upload";
      readonly id: string;
      readonly to: UploadState;
      readonly set?: UploadChange;
    }
  | {
      readonly kind: "move_job";
      readonly id: string;
      readonly to: JobState;
      readonly set?: JobChange;
      /** Only while this attempt holds the lease. */
      readonly attempt?: number;
    }
  | { readonly kind: "delete_asset"; readonly id: string };

const assetEvents: Record<AssetState, EventType> = {
  waiting: "asset.created",
  uploading: "asset.uploading",
  processing: "asset.processing",
  playable: "asset.playable",
  ready: "asset.ready",
  failed: "asset.failed",
  canceled: "asset.canceled",
};

const uploadEvents: Record<UploadState, EventType> = {
  waiting: "upload.created",
  uploading: "upload.started",
  completed: "upload.completed",
  failed: "upload.failed",
  canceled: "upload.canceled",
  expired: "upload.expired",
};

const jobEvents: Record<JobState, EventType> = {
  queued: "job.requeued",
  running: "job.started",
  succeeded: "job.succeeded",
  failed: "job.failed",
  canceled: "job.canceled",
};

/** The event that tells of a change. */
export function eventTypeOf(change: Change): EventType {
  switch (change.kind) {
    case "create_asset":
      return "asset.created";
    case "create_upload":
      return "upload.created";
    case "create_job":
      return "job.queued";
    case "move_asset":
      return assetEvents[change.to];
    case "move_upload":
      return uploadEvents[change.to];
    case "move_job":
      return jobEvents[change.to];
    case "delete_asset":
      return "asset.deleted";
  }
}
