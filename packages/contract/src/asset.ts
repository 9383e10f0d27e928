import * as z from "zod";
import { assetStates } from "./asset-state.ts";
import { type AssetErrorCode, assetErrors } from "./error-code.ts";
import {
  correlationId,
  id,
  listOf,
  listQuery,
  metadata,
  metadataFilter,
  metadataPatch,
  outputPath,
  timestamp,
} from "./field.ts";
import { mediaOptions } from "./media-options.ts";
import { retentionOptions } from "./retention.ts";
import { trackKinds } from "./track.ts";

export const playbackPolicy = z.enum(["public", "signed"]);
export type PlaybackPolicy = z.infer<typeof playbackPolicy>;

/** One encoded version of the media, as listed in the multivariant playlist. */
export const rendition = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  kind: z.enum(["video", "audio"]),
  /** Whether all of it is there; otherwise it grows while it can be played. */
  complete: z.boolean(),
  /** Pixels; null for audio. */
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
  frame_rate: z.number().positive().nullable(),
  /** RFC 6381. */
  codecs: z.string(),
  /** Bits per second: the measured peak of any segment, and the mean. */
  peak_bitrate: z.number().int().positive(),
  average_bitrate: z.number().int().positive(),
  duration_ms: z.number().int().positive(),
  size_bytes: z.number().int().positive(),
  /** Null for video. */
  channels: z.number().int().positive().nullable(),
  /** BCP 47; null where the source does not say, and for video. */
  language: z.string().nullable(),
  /** What a menu calls it; null for video. */
  name: z.string().nullable(),
  /** Bits per second, the measured peak of its keyframes alone, where there is a playlist of them. */
  i_frame_bitrate: z.number().int().positive().optional(),
});
export type Rendition = z.infer<typeof rendition>;

/** What the source turned out to be. */
export const sourceFacts = z.object({
  size_bytes: z.number().int().nonnegative().nullable(),
  /** Lower-case hexadecimal SHA-256 of the whole file, once processed. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  filename: z.string().nullable(),
  content_type: z.string().nullable(),
  container: z.string().nullable(),
  video_codec: z.string().nullable(),
  audio_codec: z.string().nullable(),
  /** Pixels as displayed: rotation and pixel shape applied. */
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
  frame_rate: z.number().positive().nullable(),
});
export type SourceFacts = z.infer<typeof sourceFacts>;

/** A file that goes with an asset. */
export const assetFile = z.object({
  /** What a grant's URL calls it, such as `storyboard.vtt`. */
  name: outputPath,
  kind: z.enum([
    "poster",
    "thumbnail",
    "storyboard",
    "storyboard_image",
    "preview",
    "waveform",
    "chapters",
    "subtitles",
    "download",
    "playlist",
  ]),
  /** BCP 47, of subtitles and chapters. */
  language: z.string().max(35).nullable(),
  /** Pixels, of pictures and moving pictures. */
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
  size_bytes: z.number().int().positive(),
  /** Of a whole text track: what players are to be told of it. */
  text_track: z
    .strictObject({
      kind: z.enum(trackKinds),
      /** As the source calls it; null where it does not. */
      name: z.string().max(120).nullable(),
      forced: z.boolean(),
    })
    .optional(),
});
export type AssetFile = z.infer<typeof assetFile>;

/** Whether processing could begin while the file was being uploaded, and if not, why. */
export const earlyStart = z.object({ possible: z.boolean(), reason: z.string().max(300).nullable() });
export type EarlyStart = z.infer<typeof earlyStart>;

export const assetErrorCode = z.enum(Object.keys(assetErrors) as [AssetErrorCode, ...AssetErrorCode[]]);

export const assetError = z.object({ code: assetErrorCode, message: z.string() });

/** A file that lies somewhere on the web. */
export const urlInput = z.strictObject({
  /** An https address that needs no login, such as a signed one of a bucket. */
  url: z.string().min(1).max(2048),
});
export type UrlInput = z.output<typeof urlInput>;

/** A part of another asset's source, exact to the picture. */
export const clipInput = z.strictObject({
  asset_id: id("asset"),
  /** Seconds from its start. */
  start_s: z.number().nonnegative().default(0),
  /** Seconds from its start; left out: to the end. */
  end_s: z.number().positive().optional(),
});
export type ClipInput = z.output<typeof clipInput>;

/** Makes an asset of what is there already. */
export const createAsset = z.strictObject({
  input: z.union([urlInput, clipInput], {
    error: "is neither a url, nor an asset_id with a start_s and an end_s in seconds",
  }),
  playback_policy: playbackPolicy.default("public"),
  /** Bytes; the deployment's own limit applies besides. */
  max_size_bytes: z.number().int().positive().optional(),
  ...mediaOptions,
  ...retentionOptions,
  metadata: metadata.optional(),
  correlation_id: correlationId.optional(),
});
export type CreateAsset = z.input<typeof createAsset>;

/** Merges (RFC 7396): what is left out stays, null takes away. */
export const updateAsset = z.strictObject({
  /** By key: a string sets it, null removes it; other keys stay. */
  metadata: metadataPatch.optional(),
  playback_policy: playbackPolicy.optional(),
  /** In the future; null: it is kept. */
  delete_after: timestamp.nullable().optional(),
  legal_hold: z.boolean().optional(),
});
export type UpdateAsset = z.infer<typeof updateAsset>;

export const asset = z.object({
  id: id("asset"),
  environment: z.enum(["sandbox", "live"]),
  status: z.enum(assetStates),
  /** Share of the whole way from the first byte to ready, 0 to 1. */
  progress: z.number().min(0).max(1),
  playback_id: id("playback"),
  playback_policy: playbackPolicy,
  upload_id: id("upload").nullable(),
  duration_ms: z.number().int().nonnegative().nullable(),
  has_video: z.boolean().nullable(),
  has_audio: z.boolean().nullable(),
  renditions: z.array(rendition),
  files: z.array(assetFile),
  /** Null where the upload was too short for it to matter. */
  early_start: earlyStart.nullable(),
  error: assetError.nullable(),
  source: sourceFacts,
  /** Where it was fetched from, without what may be a secret in it; null for uploads. */
  source_url: z.string().nullable(),
  /** Null: no thumbnail is wanted. */
  thumbnail_time_s: z.number().nullable(),
  mp4_download: z.boolean(),
  /** Of which asset it is a part, which may be deleted by now; null where it is none. */
  source_asset_id: id("asset").nullable(),
  metadata,
  /** When it is deleted by itself; null: it is kept. */
  delete_after: timestamp.nullable(),
  /** Nobody and nothing deletes it meanwhile. */
  legal_hold: z.boolean(),
  correlation_id: z.string().nullable(),
  created_at: timestamp,
  playable_at: timestamp.nullable(),
  ready_at: timestamp.nullable(),
});
export type Asset = z.infer<typeof asset>;

export const assetList = listOf(asset);
export type AssetList = z.infer<typeof assetList>;
export const assetListQuery = listQuery.extend({
  status: z.enum(assetStates).optional(),
  /** Later than this. */
  created_after: timestamp.optional(),
  /** Earlier than this. */
  created_before: timestamp.optional(),
  playback_id: id("playback").optional(),
  correlation_id: correlationId.optional(),
  /** Written `metadata[key]=value`, once for each key; all must match. */
  metadata: metadataFilter.optional(),
});
export type AssetListQuery = z.infer<typeof assetListQuery>;
