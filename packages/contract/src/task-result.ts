import * as z from "zod";
import { assetErrorCode, assetFile, earlyStart, sourceFacts } from "./asset.ts";
import { id, jsonValue, outputPath } from "./field.ts";
import { timeRange } from "./task.ts";
import { taskInput } from "./task-dispatch.ts";

export const renditionId = z.string().regex(/^[a-z0-9-]{1,32}$/);

/**
 * A segment that lies in the attempt's outputs: how long it plays, in seconds, its bytes, and, where it begins with a keyframe that
 * can be read alone, where in it that is and how many bytes it takes.
 */
export const producedSegment = z.tuple([
  z.number().positive(),
  z.number().int().positive(),
  z.number().int().nonnegative().optional(),
  z.number().int().positive().optional(),
]);
export type ProducedSegment = z.infer<typeof producedSegment>;

/**
 * Segments of one rendition that an attempt has made: `<id>/init.mp4` and `<id>/<index, five digits>.m4s`, from
 * `first_segment` on without a gap.
 */
export const producedRendition = z.strictObject({
  id: renditionId,
  kind: z.enum(["video", "audio"]),
  /** RFC 6381. */
  codecs: z.string(),
  /** Pixels; null for audio. */
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
  frame_rate: z.number().positive().nullable(),
  /** Null for video. */
  channels: z.number().int().positive().nullable(),
  /** BCP 47; null where the source does not say, and for video. */
  language: z.string().max(35).nullable(),
  /** What a menu calls it; null for video. */
  name: z.string().max(120).nullable(),
  /** Lower-case hexadecimal SHA-256 of the initialization segment: the same in every part of a rendition. */
  init_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  init_bytes: z.number().int().positive(),
  first_segment: z.number().int().nonnegative(),
  segments: z.array(producedSegment),
  /** Whether the attempt makes no more of it. */
  complete: z.boolean(),
});
export type ProducedRendition = z.infer<typeof producedRendition>;

/** What is known of a source as soon as it was looked at. */
export const opening = z.strictObject({
  /** As the source states it; null where it does not. */
  duration_ms: z.number().int().positive().nullable(),
  has_video: z.boolean(),
  has_audio: z.boolean(),
  source: sourceFacts,
  early_start: earlyStart.nullable(),
});
export type Opening = z.infer<typeof opening>;

/**
 * Media worker → API, `POST {task_url}/produced`, while a task runs: what can be published already. Each rendition is told as a
 * whole or from where the last call ended; repeats do no harm.
 */
export const produced = z.strictObject({
  attempt: z.number().int().positive(),
  opening: opening.optional(),
  /** Best first. */
  renditions: z.array(producedRendition),
});
export type Produced = z.infer<typeof produced>;

/** How a task did what it did, for the decision record. */
export const taskRecord = z.strictObject({
  /** The exact argument vectors, in the order in which they ran, without the program's path. */
  commands: z.array(z.strictObject({ argv: z.array(z.string()), elapsed_ms: z.number().nonnegative() })),
  elapsed_ms: z.number().nonnegative(),
  /** Processor time of all the programs that ran, in ms. */
  cpu_ms: z.number().nonnegative(),
  /** Largest resident memory of any of the programs, in bytes; null where the system does not tell. */
  peak_memory_bytes: z.number().int().nonnegative().nullable(),
  /** SSIM (0 to 1) of luma, by rendition: the mean over all encoded pictures against the source scaled to their size. */
  ssim: z.record(z.string(), z.array(z.number())).optional(),
});
export type TaskRecord = z.infer<typeof taskRecord>;

/** A file that an attempt made. */
export const producedFile = z.strictObject({
  ...assetFile.shape,
  /** Where it lies below the attempt's outputs. */
  path: outputPath,
});
export type ProducedFile = z.infer<typeof producedFile>;

/** A task that `prepare` wants done. */
export const plannedTask = z.strictObject({
  kind: z.enum(["encode", "extras"]),
  /** Seconds of work that it is expected to be, in any unit that the others share. */
  weight: z.number().positive(),
  range: timeRange.nullable(),
  renditions: z.array(renditionId),
  input: taskInput,
});
export type PlannedTask = z.infer<typeof plannedTask>;

const ended = { attempt: z.number().int().positive() };

/** After the last byte of the file was sent into its upload. */
export const fetchResult = z.strictObject({ ...ended, kind: z.literal("fetch") });
export const clipResult = z.strictObject({ ...ended, kind: z.literal("clip"), record: taskRecord });
export type ClipResult = z.infer<typeof clipResult>;

export const prepareResult = z.strictObject({
  ...ended,
  kind: z.literal("prepare"),
  opening,
  /** All that it made itself, whole. */
  renditions: z.array(producedRendition),
  /** Every rendition that the asset will have, best first, then audio. */
  rendition_order: z.array(renditionId).min(1),
  files: z.array(producedFile),
  tasks: z.array(plannedTask),
  /** Why everything is planned as it is: facts, rungs, decisions. Kept as it is, shown through the API. */
  plan: z.record(z.string(), jsonValue),
  record: taskRecord,
});
export type PrepareResult = z.infer<typeof prepareResult>;

export const encodeResult = z.strictObject({
  ...ended,
  kind: z.literal("encode"),
  renditions: z.array(producedRendition),
  record: taskRecord,
});
export type EncodeResult = z.infer<typeof encodeResult>;

export const extrasResult = z.strictObject({
  ...ended,
  kind: z.literal("extras"),
  files: z.array(producedFile),
  record: taskRecord,
});
export type ExtrasResult = z.infer<typeof extrasResult>;

/** Media worker → API, `POST {task_url}/complete`, after every output was put to `{task_url}/outputs/{attempt}/{path}`. */
export const taskResult = z.discriminatedUnion("kind", [
  fetchResult,
  clipResult,
  prepareResult,
  encodeResult,
  extrasResult,
]);
export type TaskResult = z.infer<typeof taskResult>;

/** Media worker → API, `POST {task_url}/fail`. */
export const taskFailure = z.strictObject({
  attempt: z.number().int().positive(),
  code: assetErrorCode,
  /** For operators: the tail of what the tool said. Never shown to viewers. */
  detail: z.string().max(4000),
  /** Whether another attempt may succeed. */
  retryable: z.boolean(),
});
export type TaskFailure = z.infer<typeof taskFailure>;

/** `GET /v1/jobs/:id/record`: why an asset became what it is, and what that took. */
export const decisionRecord = z.object({
  job_id: id("job"),
  asset_id: id("asset"),
  plan: z.record(z.string(), jsonValue).nullable(),
  tasks: z.array(
    z.object({
      task_id: id("task"),
      kind: z.string(),
      range: timeRange.nullable(),
      renditions: z.array(z.string()),
      attempt: z.number().int().nonnegative(),
      worker_id: z.string().nullable(),
      record: taskRecord.nullable(),
    }),
  ),
  /** What it took in all. */
  cost: z.object({ elapsed_ms: z.number(), cpu_ms: z.number(), output_bytes: z.number() }),
  /** SSIM of luma, by rendition: the mean over all pictures that were encoded. */
  ssim: z.record(z.string(), z.number()),
});
export type DecisionRecord = z.infer<typeof decisionRecord>;
