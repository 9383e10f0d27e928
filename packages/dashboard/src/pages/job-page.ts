import type { DecisionRecord, JobWithTasks } from "@firstframe/contract";
import { html } from "lit";
import { formatDuration } from "../format-duration.ts";
import { elapsedMs, formatTimestamp } from "../format-time.ts";
import { errorDetail } from "../parts/error-detail.ts";
import { type Fact, factList } from "../parts/fact-list.ts";
import { progressBar } from "../parts/progress-bar.ts";
import { statusBadge } from "../parts/status-badge.ts";
import { routeHref } from "../router.ts";
import { decisionSection } from "./decision-section.ts";
import type { LoadedPage, PageRequest } from "./page.ts";
import { taskTable } from "./task-table.ts";

/** One job: its tasks, and why it did what it did. */
export async function jobPage({ client, signal }: PageRequest, id: string): Promise<LoadedPage> {
  const path = `/v1/jobs/${encodeURIComponent(id)}`;
  const [job, record] = await Promise.all([
    client.get<JobWithTasks>(path, signal),
    client.get<DecisionRecord>(`${path}/record`, signal),
  ]);
  return ({ now }) => html`
    <nav class="trail" aria-label="Breadcrumb"><a href=${routeHref({ page: "jobs" })}>Jobs</a> <span aria-hidden="true">/</span> Job</nav>
    <div class="page-head">
      <h1>${job.kind} ${statusBadge(job.state)}</h1>
      <code class="whole-id">${job.id}</code>
    </div>
    ${errorDetail(job.error)}
    <section aria-labelledby="state"><h2 id="state">State</h2>${factList(jobFacts(job, now))}</section>
    <section aria-labelledby="tasks"><h2 id="tasks">Tasks</h2>${taskTable(job, now)}</section>
    ${decisionSection(record, job)}
  `;
}

function jobFacts(job: JobWithTasks, now: number): readonly Fact[] {
  const waited = elapsedMs(job.created_at, job.started_at);
  const ran = elapsedMs(job.started_at, job.finished_at ?? new Date(now).toISOString());
  return [
    [
      "Asset",
      html`<a href=${routeHref({ page: "asset", id: job.asset_id })}><code>${job.asset_id}</code></a>`,
    ],
    ["Progress", progressBar(job.progress, "Progress of the job")],
    ["Created", formatTimestamp(job.created_at)],
    ["Waited for", waited === null ? null : formatDuration(Math.max(0, waited))],
    [
      job.finished_at === null ? "Has run for" : "Ran for",
      ran === null ? null : formatDuration(Math.max(0, ran)),
    ],
  ];
}
