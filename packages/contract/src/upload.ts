import * as z from "zod";
import { asset, assetError, playbackPolicy } from "./asset.ts";
import { correlationId, id, metadata, timestamp } from "./field.ts";
import { jobStages } from "./job-state.ts";
import { uploadStates } from "./upload-state.ts";

export const createUpload = z.strictObject({
  playback_policy: playbackPolicy.default("public"),
  /** Bytes; the deployment's own limit applies besides. */
  max_size_bytes: z.number().int().positive().optional(),
  metadata: metadata.optional(),
  correlation_id: correlationId.optional(),
});
export type CreateUpload = z.input<typeof createUpload>;

export const upload = z.object({
  id: id("upload"),
  environment: z.enum(["sandbox", "live"]),
  asset_id: id("asset"),
  state: z.enum(uploadStates),
  /** Bytes received and kept so far. */
  offset_bytes: z.number().int().nonnegative(),
  /** Null until the client has said how large the file is. */
  size_bytes: z.number().int().nonnegative().nullable(),
  max_size_bytes: z.number().int().positive(),
  correlation_id: z.string().nullable(),
  created_at: timestamp,
  completed_at: timestamp.nullable(),
  /** When the upload is given up if it is not complete by then. */
  expires_at: timestamp,
});
export type Upload = z.infer<typeof upload>;

/** An upload with what a page needs to send the file: hand this, and nothing more, to the browser. */
export const uploadGrant = upload.extend({
  /** tus 1.0 creation URL. */
  endpoint: z.url(),
  /** Bearer token for this one upload, at `endpoint` and `status_url`. */
  token: z.string(),
  token_expires_at: timestamp,
  /** Where the page can follow the upload and its asset with the same token. */
  status_url: z.url(),
});
export type UploadGrant = z.infer<typeof uploadGrant>;

/** What a page may know of its upload and the asset that comes of it. */
export const uploadStatus = z.object({
  upload_id: id("upload"),
  upload_state: z.enum(uploadStates),
  offset_bytes: z.number().int().nonnegative(),
  size_bytes: z.number().int().nonnegative().nullable(),
  asset: asset
    .pick({
      id: true,
      status: true,
      progress: true,
      playback_id: true,
      playback_policy: true,
      duration_ms: true,
      playable_at: true,
      ready_at: true,
    })
    .extend({
      error: assetError.nullable(),
      /** What the job is doing; null while it waits in the queue and when there is none. */
      stage: z.enum(jobStages).nullable(),
      /** How long the queue is expected to take before the job starts; null when it does not wait. */
      expected_wait_s: z.number().int().nonnegative().nullable(),
    }),
});
export type UploadStatus = z.infer<typeof uploadStatus>;
