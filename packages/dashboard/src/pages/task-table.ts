import type { JobWithTasks } from "@firstframe/contract";
import type { TemplateResult } from "lit";
import { dataTable } from "../parts/data-table.ts";
import { emptyNotice } from "../parts/notice.ts";
import { taskColumns } from "./task-columns.ts";

/** Longer lists scroll within their frame. */
const shownTasks = 12;

/** A job's tasks with when each ran. */
export function taskTable(job: JobWithTasks, now: number): TemplateResult {
  if (job.tasks.length === 0) return emptyNotice("No tasks.", "They show here once they are planned.");
  return dataTable({
    label: "Tasks",
    kind: "task",
    rows: job.tasks,
    idOf: (task) => task.id,
    columns: taskColumns(job, now),
    scrolls: job.tasks.length > shownTasks,
  });
}
