import * as z from "zod";
import { id, listOf, listQuery, timestamp } from "./field.ts";
import { jobKinds, jobStates } from "./job-state.ts";
import { task } from "./task.ts";
import { workError } from "./work-error.ts";

export const job = z.object({
  id: id("job"),
  environment: z.enum(["sandbox", "live"]),
  asset_id: id("asset"),
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  /** Share of all its tasks, weighted by what they cost, 0 to 1; never smaller than it was. */
  progress: z.number().min(0).max(1),
  /** How many tasks there are in each state. */
  task_counts: z.record(z.enum(jobStates), z.number().int().nonnegative()),
  /** The failure that ended the job. */
  error: workError.nullable(),
  correlation_id: z.string().nullable(),
  created_at: timestamp,
  started_at: timestamp.nullable(),
  finished_at: timestamp.nullable(),
});
export type Job = z.infer<typeof job>;
export const jobList = listOf(job);
export type JobList = z.infer<typeof jobList>;
export const jobListQuery = listQuery.extend({
  state: z.enum(jobStates).optional(),
  asset_id: id("asset").optional(),
  kind: z.enum(jobKinds).optional(),
});
export type JobListQuery = z.infer<typeof jobListQuery>;

/** `GET /v1/jobs/:id`: a job with its tasks, in their order. */
export const jobWithTasks = job.extend({ tasks: z.array(task) });
export type JobWithTasks = z.infer<typeof jobWithTasks>;
