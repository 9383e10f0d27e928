import * as z from "zod";
import { id, timestamp } from "./field.ts";
import { taskKinds, taskStages, taskStates } from "./task-state.ts";
import { workError } from "./work-error.ts";

/** A part of the source, in ms from its start; `end_ms` null: to the end. */
export const timeRange = z.object({
  start_ms: z.number().nonnegative(),
  end_ms: z.number().positive().nullable(),
});
export type TimeRange = z.infer<typeof timeRange>;

/** The part of a job that one worker does. */
export const task = z.object({
  id: id("task"),
  job_id: id("job"),
  asset_id: id("asset"),
  /** Position within the job, from 0. */
  position: z.number().int().nonnegative(),
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  stage: z.enum(taskStages).nullable(),
  /** Of this attempt, 0 to 1. */
  progress: z.number().min(0).max(1),
  /** Which try this is, from 1; 0 before the first. */
  attempt: z.number().int().nonnegative(),
  max_attempts: z.number().int().positive(),
  worker_id: z.string().nullable(),
  /** What of the source it works on; null for all of it. */
  range: timeRange.nullable(),
  /** Renditions that it makes, or a part of each. */
  renditions: z.array(z.string()),
  /** What it failed of. */
  error: workError.nullable(),
  /** For operators: what the tools said when the attempt before this one failed. Null before that, and once there is an `error`. */
  retry_reason: z.string().nullable(),
  created_at: timestamp,
  started_at: timestamp.nullable(),
  finished_at: timestamp.nullable(),
  lease_expires_at: timestamp.nullable(),
});
export type Task = z.infer<typeof task>;
