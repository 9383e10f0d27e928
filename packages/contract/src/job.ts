import * as z from "zod";
import { assetError, assetErrorCode, rendition, sourceFacts } from "./asset.ts";
import { id, listOf, listQuery, timestamp } from "./field.ts";
import { jobKinds, jobStages, jobStates } from "./job-state.ts";

export const job = z.object({
  id: id("job"),
  environment: z.enum(["sandbox", "live"]),
  asset_id: id("asset"),
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  stage: z.enum(jobStages).nullable(),
  /** 0 to 1. */
  progress: z.number().min(0).max(1),
  /** Which try this is, from 1; 0 before the first. */
  attempt: z.number().int().nonnegative(),
  max_attempts: z.number().int().positive(),
  worker_id: z.string().nullable(),
  error: assetError.nullable(),
  /** For operators: what the tools said at the last failure. Not meant for viewers. */
  error_detail: z.string().nullable(),
  correlation_id: z.string().nullable(),
  created_at: timestamp,
  started_at: timestamp.nullable(),
  finished_at: timestamp.nullable(),
  lease_expires_at: timestamp.nullable(),
});
export type Job = z.infer<typeof job>;
export const jobList = listOf(job);
export type JobList = z.infer<typeof jobList>;
export const jobListQuery = listQuery.extend({
  state: z.enum(jobStates).optional(),
  asset_id: id("asset").optional(),
});
export type JobListQuery = z.infer<typeof jobListQuery>;

const dispatched = {
  job_id: id("job"),
  asset_id: id("asset"),
  /** Base URL of the job's routes, `…/internal/jobs/<job id>`, without a slash at the end. */
  job_url: z.url(),
  /** Bearer token for `job_url`. */
  token: z.string(),
  correlation_id: z.string().nullable(),
};

export const transcodeDispatch = z.strictObject({
  ...dispatched,
  kind: z.literal("transcode"),
  source: z.strictObject({
    size_bytes: z.number().int().nonnegative(),
    filename: z.string().nullable(),
    content_type: z.string().nullable(),
    /** Set where the file lies on the media worker's own volume; otherwise it is fetched from `job_url`. */
    upload_id: id("upload").nullable(),
  }),
});
export type TranscodeDispatch = z.infer<typeof transcodeDispatch>;

/** Gets a file from its address and sends it on, by tus, into an upload like any other. */
export const fetchDispatch = z.strictObject({
  ...dispatched,
  kind: z.literal("fetch"),
  url: z.url(),
  /** Hosts that may be fetched from whatever their address. */
  allowed_hosts: z.array(z.string()),
  upload: z.strictObject({
    id: id("upload"),
    endpoint: z.url(),
    token: z.string(),
    max_size_bytes: z.number().int().positive(),
  }),
});
export type FetchDispatch = z.infer<typeof fetchDispatch>;

/** API → media worker, `POST /jobs`: one job to take. Answered by 202, or by 503 with `Retry-After` when there is no room. */
export const jobDispatch = z.discriminatedUnion("kind", [transcodeDispatch, fetchDispatch]);
export type JobDispatch = z.infer<typeof jobDispatch>;

/** Media worker → API, `POST {job_url}/fetched`, after the last byte of the file was sent into its upload. */
export const fetchResult = z.strictObject({ attempt: z.number().int().positive() });
export type FetchResult = z.infer<typeof fetchResult>;

/** Media worker → API, `POST {job_url}/lease`. Refused with 409 `lease_lost` when the job is not there to take. */
export const leaseRequest = z.strictObject({ worker_id: id("worker") });
export const lease = z.object({
  /** Goes with every later call of this attempt. */
  attempt: z.number().int().positive(),
  expires_at: timestamp,
  /** Send a heartbeat at least this often. */
  heartbeat_s: z.number().positive(),
});
export type Lease = z.infer<typeof lease>;

/** Media worker → API, `POST {job_url}/heartbeat`: prolongs the lease. 409 `lease_lost`: stop at once. */
export const heartbeat = z.strictObject({
  attempt: z.number().int().positive(),
  stage: z.enum(jobStages),
  progress: z.number().min(0).max(1),
});
export type Heartbeat = z.infer<typeof heartbeat>;

/** A path below a job's outputs, such as `v720/segment-00001.m4s`. */
export const outputPath = z
  .string()
  .regex(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}$/)
  .max(200);

/** Media worker → API, `POST {job_url}/complete`, after every output was put to `{job_url}/outputs/{attempt}/{path}`. */
export const jobResult = z.strictObject({
  attempt: z.number().int().positive(),
  duration_ms: z.number().int().positive(),
  has_video: z.boolean(),
  has_audio: z.boolean(),
  renditions: z.array(rendition).min(1),
  source: sourceFacts,
  /** Path of the multivariant playlist below the outputs. */
  playlist: outputPath,
  poster: outputPath.nullable(),
});
export type JobResult = z.infer<typeof jobResult>;

/** Media worker → API, `POST {job_url}/fail`. */
export const jobFailure = z.strictObject({
  attempt: z.number().int().positive(),
  code: assetErrorCode,
  /** For operators: the tail of what the tool said. Never shown to viewers. */
  detail: z.string().max(4000),
  /** Whether another attempt may succeed. */
  retryable: z.boolean(),
});
export type JobFailure = z.infer<typeof jobFailure>;
