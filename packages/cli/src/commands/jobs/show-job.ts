import type { Job, JobWithTasks } from "@firstframe/contract";
import { details } from "../../output/details.ts";
import { statusCell } from "../../output/status-cell.ts";
import type { Style } from "../../output/style.ts";
import { table } from "../../output/table.ts";

/** A job as people read it, with its tasks where they are known. */
export function showJob(job: Job | JobWithTasks, style: Style): string {
  const head = details(
    [
      ["id", job.id],
      ["kind", job.kind],
      ["state", `${job.state} (${Math.round(job.progress * 100)}%)`],
      ["error", job.error && `${job.error.message} (${job.error.code})`],
      ["tools said", job.error?.detail],
      ["asset", job.asset_id],
      ["created", job.created_at],
      ["started", job.started_at],
      ["finished", job.finished_at],
      ["correlation", job.correlation_id],
    ],
    style,
  );
  if (!("tasks" in job) || job.tasks.length === 0) return head;
  const rows = job.tasks.map((task) => [
    task.id,
    task.kind,
    statusCell(task.state),
    task.stage ?? "",
    `${task.attempt} of ${task.max_attempts}`,
    task.renditions.join(" "),
    task.worker_id ?? "",
  ]);
  const titles = ["TASK", "KIND", "STATE", "STAGE", "ATTEMPT", "RENDITIONS", "WORKER"];
  // Of a failed task, or of one that is tried again.
  const told = job.tasks.map((task) => [task.id, task.error?.detail ?? task.retry_reason] as const);
  return `${head}\n${table(titles, rows, style)}${details(told, style)}`;
}
