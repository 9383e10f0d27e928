import * as z from "zod";
import { asset, assetError, playbackPolicy } from "./asset.ts";
import { correlationId, id, listOf, listQuery, metadata, timestamp } from "./field.ts";
import { mediaOptions } from "./media-options.ts";
import { retentionOptions } from "./retention.ts";
import { taskStages } from "./task-state.ts";
import { ingests, uploadStates } from "./upload-state.ts";

/** A page's origin, such as `https://example.com`. */
const origin = z
  .string()
  .max(300)
  .regex(
    /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/,
    "expected an origin, such as https://example.com",
  );

/** As in `<input accept>`: a MIME type, or all of a kind, such as `video/mp4` or `video/*`. */
const mediaRange = z
  .string()
  .regex(
    /^(video|audio|application)\/([a-z0-9.+-]{1,60}|\*)$/,
    "expected a type such as video/mp4 or video/*",
  );

export const createUpload = z.strictObject({
  playback_policy: playbackPolicy.default("public"),
  /** Bytes; the deployment's own limit applies besides. */
  max_size_bytes: z.number().int().positive().optional(),
  ...mediaOptions,
  ...retentionOptions,
  /** What the file may be, by what the client declares and by the bytes that arrive; anything unless given. */
  allowed_types: z.array(mediaRange).min(1).max(20).optional(),
  /** Pages of this origin alone may use the token; of any unless given. */
  cors_origin: origin.optional(),
  /** How long a token lasts. A page whose token ends in the middle asks for another and goes on. */
  token_expires_in_s: z.number().int().min(10).max(86_400).default(3_600),
  /** How long an unfinished upload is kept after the last byte that arrived. */
  timeout_s: z.number().int().min(60).max(604_800).default(86_400),
  metadata: metadata.optional(),
  correlation_id: correlationId.optional(),
});
export type CreateUpload = z.input<typeof createUpload>;

/** Asks for a new token for an upload that has one already. */
export const createUploadToken = z.strictObject({
  /** The upload's last token, which may have expired: whoever has it was let into this upload before. */
  token: z.string().min(1).max(4096),
});
export type CreateUploadToken = z.input<typeof createUploadToken>;

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
  /** Null: anything. */
  allowed_types: z.array(z.string()).nullable(),
  /** Null: pages of any origin. */
  cors_origin: z.string().nullable(),
  /** Where the bytes arrive: at the Worker, or on the media worker's volume. */
  ingest: z.enum(ingests),
  correlation_id: z.string().nullable(),
  created_at: timestamp,
  completed_at: timestamp.nullable(),
  /** When the upload is given up if no further byte arrives. */
  expires_at: timestamp,
});
export type Upload = z.infer<typeof upload>;
export const uploadList = listOf(upload);
export type UploadList = z.infer<typeof uploadList>;
export const uploadListQuery = listQuery.extend({
  state: z.enum(uploadStates).optional(),
  asset_id: id("asset").optional(),
});
export type UploadListQuery = z.infer<typeof uploadListQuery>;

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
      /** What is being done first of all that runs; null while everything waits in the queue, and when there is nothing to do. */
      stage: z.enum(taskStages).nullable(),
      /** How long the queue is expected to take before the job starts; null when it does not wait. */
      expected_wait_s: z.number().int().nonnegative().nullable(),
    }),
});
export type UploadStatus = z.infer<typeof uploadStatus>;
