import type { JobKind, TaskInput } from "@firstframe/contract";
import type { Change } from "./change.ts";
import type { Services } from "./ports.ts";
import { firstTaskWeight, maximumAttempts, maximumFetchAttempts } from "./task-limits.ts";
import type { UploadRecord } from "./upload-record.ts";

/**
 * A job about an upload's file with the task it begins with, and the changes that make them.
 *
 * @param input what the task needs besides; null for none
 */
export function newJob(
  { clock, makeId }: Pick<Services, "clock" | "makeId">,
  upload: UploadRecord,
  kind: JobKind,
  input: TaskInput | null,
): { readonly taskId: string; readonly changes: Change[] } {
  const shared = {
    environment: upload.environment,
    asset_id: upload.asset_id,
    correlation_id: upload.correlation_id,
    created_at: clock(),
  };
  const jobId = makeId("job");
  const taskId = makeId("task");
  return {
    taskId,
    changes: [
      { kind: "create_job", job: { ...shared, id: jobId, kind } },
      {
        kind: "create_task",
        task: {
          ...shared,
          id: taskId,
          job_id: jobId,
          position: 0,
          kind: kind === "fetch" ? "fetch" : "prepare",
          weight: firstTaskWeight,
          max_attempts: kind === "fetch" ? maximumFetchAttempts : maximumAttempts,
          range: null,
          renditions: [],
          input,
        },
      },
    ],
  };
}
