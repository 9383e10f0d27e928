import * as z from "zod";
import { id, jsonValue, timestamp } from "./field.ts";
import { timeRange } from "./task.ts";
import { taskStages } from "./task-state.ts";

const dispatched = {
  task_id: id("task"),
  job_id: id("job"),
  asset_id: id("asset"),
  /** Base URL of the task's routes, `…/internal/tasks/<task id>`, without a slash at the end. */
  task_url: z.url(),
  /** Bearer token for `task_url`. */
  token: z.string(),
  correlation_id: z.string().nullable(),
  /** W3C trace context of the request that the asset goes back to. */
  traceparent: z.string().nullable(),
};

export const sourceDispatch = z.strictObject({
  /** Bytes; null while the client has not said. */
  size_bytes: z.number().int().nonnegative().nullable(),
  /** Whether every byte is here; otherwise it is still being uploaded and can be followed. */
  complete: z.boolean(),
  filename: z.string().nullable(),
  content_type: z.string().nullable(),
  /** Set where the file lies on the media worker's own volume; otherwise it is fetched from `task_url`. */
  upload_id: id("upload").nullable(),
});
export type SourceDispatch = z.infer<typeof sourceDispatch>;

/** An upload into which a task sends a file by tus, as a page would. */
export const uploadTarget = z.strictObject({
  id: id("upload"),
  endpoint: z.url(),
  token: z.string(),
  max_size_bytes: z.number().int().positive(),
});
export type UploadTarget = z.infer<typeof uploadTarget>;

/** Gets a file from its address and sends it on into an upload like any other. */
export const fetchDispatch = z.strictObject({
  ...dispatched,
  kind: z.literal("fetch"),
  url: z.url(),
  /** Hosts that may be fetched from whatever their address. */
  allowed_hosts: z.array(z.string()),
  upload: uploadTarget,
});
export type FetchDispatch = z.infer<typeof fetchDispatch>;

/** Cuts a part out of another asset's source and sends it on into an upload like any other. */
export const clipDispatch = z.strictObject({
  ...dispatched,
  kind: z.literal("clip"),
  /** The asset that `source` is the source of. */
  source_asset_id: id("asset"),
  source: sourceDispatch,
  range: timeRange,
  upload: uploadTarget,
});
export type ClipDispatch = z.infer<typeof clipDispatch>;

/** Looks at the source, makes it playable, and plans the tasks that make the rest. */
export const prepareDispatch = z.strictObject({
  ...dispatched,
  kind: z.literal("prepare"),
  source: sourceDispatch,
  options: z.strictObject({
    /** Seconds from the start of the picture; null: no thumbnail. */
    thumbnail_s: z.number().nonnegative().nullable(),
    /** Whether an MP4 to download is wanted. */
    download: z.boolean(),
  }),
});
export type PrepareDispatch = z.infer<typeof prepareDispatch>;

/** What `prepare` planned for a worker to do; the API keeps it and hands it on as it is. */
export const taskInput = z.record(z.string(), jsonValue);
export type TaskInput = z.infer<typeof taskInput>;

/** Encodes renditions of one time range. */
export const encodeDispatch = z.strictObject({
  ...dispatched,
  kind: z.literal("encode"),
  source: sourceDispatch,
  input: taskInput,
});
export type EncodeDispatch = z.infer<typeof encodeDispatch>;

/** Makes what goes with the video: pictures, tracks, files to download. */
export const extrasDispatch = z.strictObject({
  ...dispatched,
  kind: z.literal("extras"),
  source: sourceDispatch,
  input: taskInput,
});
export type ExtrasDispatch = z.infer<typeof extrasDispatch>;

/** API → media worker, `POST /tasks`: one task to take. Answered by 202, or by 503 with `Retry-After` when there is no room. */
export const taskDispatch = z.discriminatedUnion("kind", [
  fetchDispatch,
  clipDispatch,
  prepareDispatch,
  encodeDispatch,
  extrasDispatch,
]);
export type TaskDispatch = z.infer<typeof taskDispatch>;

/** Media worker → API, `POST {task_url}/lease`. Refused with 409 `lease_lost` when the task is not there to take. */
export const leaseRequest = z.strictObject({ worker_id: id("worker") });
export const lease = z.object({
  /** Goes with every later call of this attempt. */
  attempt: z.number().int().positive(),
  expires_at: timestamp,
  /** Send a heartbeat at least this often. */
  heartbeat_s: z.number().positive(),
});
export type Lease = z.infer<typeof lease>;

/** Media worker → API, `POST {task_url}/heartbeat`: prolongs the lease. 409 `lease_lost`: stop at once. */
export const heartbeat = z.strictObject({
  attempt: z.number().int().positive(),
  stage: z.enum(taskStages),
  progress: z.number().min(0).max(1),
});
export type Heartbeat = z.infer<typeof heartbeat>;

/**
 * Media worker → API, `POST {task_url}/next`, once its task has ended: the queued task of the same job that is to be done
 * next, so that a free worker need not wait for the queue. 204 when there is none.
 */
export const nextTask = z.discriminatedUnion("kind", [encodeDispatch, extrasDispatch]);
