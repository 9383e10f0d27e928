import type { Job } from "@firstframe/contract";
import { html } from "lit";
import { formatDuration } from "../format-duration.ts";
import { elapsedMs } from "../format-time.ts";
import type { Column } from "../parts/data-table.ts";
import { progressBar } from "../parts/progress-bar.ts";
import { shortId } from "../parts/short-id.ts";
import { statusBadge } from "../parts/status-badge.ts";
import { timeCell } from "../parts/time-cell.ts";
import { routeHref } from "../router.ts";

/** The columns of a list of jobs. */
export function jobColumns(now: number): readonly Column<Job>[] {
  return [
    {
      field: "job_id",
      header: "Job",
      cell: (job) => shortId(job.id, routeHref({ page: "job", id: job.id })),
    },
    {
      field: "asset_id",
      header: "Asset",
      cell: (job) => shortId(job.asset_id, routeHref({ page: "asset", id: job.asset_id })),
    },
    { field: "state", header: "State", cell: (job) => statusBadge(job.state) },
    {
      field: "progress",
      header: "Progress",
      cell: (job) => progressBar(job.progress, `Progress of ${job.id}`),
    },
    {
      field: "tasks",
      header: "Tasks",
      numeric: true,
      cell({ task_counts: counts }) {
        const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
        return `${counts.succeeded} of ${all}`;
      },
    },
    {
      field: "took",
      header: "Ran for",
      numeric: true,
      cell(job) {
        const end = job.finished_at ?? new Date(now).toISOString();
        const elapsed = elapsedMs(job.started_at, end);
        return elapsed === null ? "–" : formatDuration(Math.max(0, elapsed));
      },
    },
    { field: "created_at", header: "Created", numeric: true, cell: (job) => timeCell(job.created_at, now) },
    {
      field: "error",
      header: "Error",
      cell: ({ error }) =>
        error === null ? "–" : html`<span class="bad-text" title=${error.message}>${error.code}</span>`,
    },
  ];
}
