import type { JobWithTasks, Task } from "@firstframe/contract";
import { html, nothing, type TemplateResult } from "lit";
import { formatDuration } from "../format-duration.ts";
import { formatRange } from "../format-range.ts";
import { elapsedMs } from "../format-time.ts";
import type { Column } from "../parts/data-table.ts";
import { shortId } from "../parts/short-id.ts";
import { spanBar } from "../parts/span-bar.ts";
import { stateTone, statusBadge } from "../parts/status-badge.ts";
import { timeSpan } from "../time-span.ts";

/** The columns of a job's tasks, each with when it ran within the job. */
export function taskColumns(job: JobWithTasks, now: number): readonly Column<Task>[] {
  return [
    { field: "kind", header: "Task", cell: ({ kind, id }) => html`<span title=${id}>${kind}</span>` },
    { field: "range", header: "Range", cell: ({ range }) => formatRange(range) },
    {
      field: "renditions",
      header: "Renditions",
      cell: ({ renditions }) => (renditions.length === 0 ? "–" : renditions.join(" ")),
    },
    { field: "state", header: "State", cell: stateCell },
    {
      field: "when",
      header: "When",
      cell: (task) => spanBar(timeSpan(task, job, now), stateTone(task.state)),
    },
    {
      field: "took",
      header: "Took",
      numeric: true,
      cell({ started_at, finished_at }) {
        const elapsed = elapsedMs(started_at, finished_at ?? new Date(now).toISOString());
        return elapsed === null ? "–" : formatDuration(Math.max(0, elapsed));
      },
    },
    {
      field: "attempt",
      header: "Attempt",
      numeric: true,
      cell: ({ attempt, max_attempts }) => (attempt === 0 ? "–" : `${attempt} of ${max_attempts}`),
    },
    {
      field: "worker",
      header: "Worker",
      cell: ({ worker_id }) => (worker_id === null ? "–" : shortId(worker_id)),
    },
    { field: "error", header: "Error", cell: errorCell },
  ];
}

function stateCell({ state, stage, progress }: Task): TemplateResult {
  const doing =
    state === "running" && stage !== null
      ? html` <span class="quiet">${stage} ${Math.floor(progress * 100)} %</span>`
      : nothing;
  return html`${statusBadge(state)}${doing}`;
}

function errorCell({ error, retry_reason: reason }: Task): TemplateResult | string {
  if (error === null && reason === null) return "–";
  const detail = error === null ? reason : error.detail;
  return html`<details>
    <summary class="bad-text">${error?.code ?? "tried again"}</summary>
    ${error === null ? nothing : html`<p>${error.message}</p>`}
    ${detail === null ? nothing : html`<pre tabindex="0">${detail}</pre>`}
  </details>`;
}
