import type { TaskInput, TimeRange } from "@firstframe/contract";
import type { Change } from "./change.ts";
import type { JobRecord } from "./job-record.ts";
import type { Services } from "./ports.ts";
import { firstTaskWeight, maximumAttempts, maximumFetchAttempts } from "./task-limits.ts";
import type { UploadRecord } from "./upload-record.ts";

/** What a job begins with. */
export type FirstTask =
  | { readonly kind: "prepare" }
  /** `input` holds the address. */
  | { readonly kind: "fetch"; readonly input: TaskInput }
  | { readonly kind: "clip"; readonly range: TimeRange };

/** What a job is when it is made, with its first task. */
const begun = {
  state: "queued",
  progress: 0,
  plan: null,
  task_counts: { queued: 1, running: 0, succeeded: 0, failed: 0, canceled: 0 },
  error_code: null,
  error_detail: null,
  started_at: null,
  finished_at: null,
} as const satisfies Partial<JobRecord>;

/**
 * A job about an upload's file with the task it begins with, and the changes that make them.
 *
 * @param revision the asset's, where a job before has published something of it: what this one publishes comes after
 */
export function newJob(
  { clock, makeId }: Pick<Services, "clock" | "makeId">,
  upload: UploadRecord,
  first: FirstTask,
  revision = 0,
): { readonly job: JobRecord; readonly taskId: string; readonly changes: Change[] } {
  const shared = {
    environment: upload.environment,
    asset_id: upload.asset_id,
    correlation_id: upload.correlation_id,
    created_at: clock(),
  };
  const kind = first.kind === "prepare" ? "transcode" : "fetch";
  const jobId = makeId("job");
  const taskId = makeId("task");
  const job = { ...shared, id: jobId, kind, revision } as const;
  return {
    job: { ...job, ...begun },
    taskId,
    changes: [
      { kind: "create_job", job },
      {
        kind: "create_task",
        task: {
          ...shared,
          id: taskId,
          job_id: jobId,
          position: 0,
          kind: first.kind,
          weight: firstTaskWeight,
          max_attempts: first.kind === "fetch" ? maximumFetchAttempts : maximumAttempts,
          range: first.kind === "clip" ? first.range : null,
          renditions: [],
          input: first.kind === "fetch" ? first.input : null,
        },
      },
    ],
  };
}
