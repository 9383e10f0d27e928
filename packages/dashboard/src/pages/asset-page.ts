import type { Asset, DecisionRecord, EventType, JobList } from "@firstframe/contract";
import type { Scope } from "@firstframe/contract/constants";
import { html, nothing, type TemplateResult } from "lit";
import { formatDuration } from "../format-duration.ts";
import { formatBytes } from "../format-size.ts";
import { elapsedMs, formatTimestamp } from "../format-time.ts";
import { dataTable } from "../parts/data-table.ts";
import { errorDetail } from "../parts/error-detail.ts";
import { eventTimeline } from "../parts/event-timeline.ts";
import { type Fact, factList } from "../parts/fact-list.ts";
import { emptyNotice } from "../parts/notice.ts";
import { progressBar } from "../parts/progress-bar.ts";
import { statusBadge } from "../parts/status-badge.ts";
import { readEvents } from "../read-events.ts";
import { routeHref } from "../router.ts";
import { decisionSection } from "./decision-section.ts";
import { fileColumns } from "./file-columns.ts";
import { jobColumns } from "./job-columns.ts";
import type { LoadedPage, PageRequest } from "./page.ts";
import { readMainJob } from "./read-main-job.ts";
import { renditionColumns } from "./rendition-columns.ts";
import { taskTable } from "./task-table.ts";

/** What the table of tasks shows at a glance. */
const toldByTasks: readonly EventType[] = ["task.queued", "task.started", "task.succeeded"];

/** One asset: what it is, what was made of it, and how it came to be. */
export async function assetPage(request: PageRequest, id: string): Promise<LoadedPage> {
  const { client, session, signal } = request;
  const [asset, jobs, events] = await Promise.all([
    client.get<Asset>(`/v1/assets/${encodeURIComponent(id)}`, signal),
    session.scopes.includes("jobs:read")
      ? client.get<JobList>(`/v1/jobs?limit=25&asset_id=${encodeURIComponent(id)}`, signal)
      : null,
    session.scopes.includes("events:read") ? readEvents(client, id, signal) : null,
  ]);
  const main = jobs && (await readMainJob(request, jobs));
  return ({ now }) => html`
    <nav class="trail" aria-label="Breadcrumb"><a href=${routeHref({ page: "assets" })}>Assets</a> <span aria-hidden="true">/</span> Asset</nav>
    <div class="page-head">
      <h1><span class="file-name">${asset.source.filename ?? "Asset"}</span> ${statusBadge(asset.status)}</h1>
      <code class="whole-id">${asset.id}</code>
    </div>
    ${errorDetail(asset.error && { ...asset.error, detail: main?.job.error?.detail ?? null })}
    <section aria-labelledby="state"><h2 id="state">State</h2>${factList(stateFacts(asset))}</section>
    <section aria-labelledby="source"><h2 id="source">Source</h2>${factList(sourceFacts(asset))}</section>
    <section aria-labelledby="renditions"><h2 id="renditions">Renditions</h2>${renditions(asset, main?.record.ssim ?? {})}</section>
    <section aria-labelledby="files"><h2 id="files">Files</h2>${files(asset)}</section>
    <section aria-labelledby="jobs"><h2 id="jobs">Jobs</h2>${jobs === null ? lacking("jobs:read") : jobTable(jobs, now)}</section>
    ${
      main === null
        ? nothing
        : html`<section aria-labelledby="tasks"><h2 id="tasks">Tasks</h2>${taskTable(main.job, now)}</section>
            ${decisionSection(main.record, main.job)}`
    }
    <section aria-labelledby="events"><h2 id="events">Events</h2>${events === null ? lacking("events:read") : eventTimeline(events.filter(({ type }) => !toldByTasks.includes(type)))}</section>
  `;
}

function stateFacts(asset: Asset): readonly Fact[] {
  const toPlayable = elapsedMs(asset.created_at, asset.playable_at);
  const toReady = elapsedMs(asset.created_at, asset.ready_at);
  return [
    ["Progress", progressBar(asset.progress, "Progress")],
    ["Created", formatTimestamp(asset.created_at)],
    ["Time to playable", toPlayable === null ? null : formatDuration(toPlayable)],
    ["Time to ready", toReady === null ? null : formatDuration(toReady)],
    ["Early start", earlyStart(asset)],
    ["Playback id", html`<code>${asset.playback_id}</code>`],
    ["Playback policy", asset.playback_policy],
    ["Correlation id", asset.correlation_id === null ? null : html`<code>${asset.correlation_id}</code>`],
    ...Object.entries(asset.metadata).map(([name, value]): Fact => [`metadata: ${name}`, value]),
  ];
}

function sourceFacts({ source, duration_ms, has_audio, has_video }: Asset): readonly Fact[] {
  const codecs = [source.video_codec, source.audio_codec].filter((codec) => codec !== null);
  const tracks = [has_video && "video", has_audio && "audio"].filter(Boolean).join(" and ");
  return [
    ["Size", source.size_bytes === null ? null : formatBytes(source.size_bytes)],
    ["Duration", duration_ms === null ? null : formatDuration(duration_ms)],
    ["Container", source.container],
    ["Codecs", codecs.length === 0 ? null : codecs.join(", ")],
    ["Picture", source.width === null ? null : `${source.width} × ${source.height}`],
    ["Frame rate", source.frame_rate === null ? null : `${Number(source.frame_rate.toFixed(3))} fps`],
    ["Tracks", tracks || null],
    ["Content type", source.content_type],
    ["SHA-256", source.sha256 === null ? null : html`<code class="digest">${source.sha256}</code>`],
  ];
}

function earlyStart({ early_start: early }: Asset): string | null {
  if (early === null) return null;
  return early.possible
    ? "began while the file was still arriving"
    : `not possible: ${early.reason ?? "unknown"}`;
}

function files(asset: Asset): TemplateResult {
  if (asset.files.length === 0)
    return emptyNotice("No files.", "Poster, storyboard, preview, captions and the like show here.");
  const table = dataTable({
    ...{ label: "Files", kind: "file" as const, rows: asset.files },
    idOf: (file) => file.name,
    columns: fileColumns(asset),
  });
  if (asset.playback_policy === "public") return table;
  return html`${table}<p class="remark">Whoever wants to open them needs a playback token: playback is signed.</p>`;
}

function renditions({ renditions: rows, status }: Asset, ssim: DecisionRecord["ssim"]): TemplateResult {
  if (rows.length === 0) {
    const ended = status === "failed" || status === "canceled";
    return emptyNotice(
      "No renditions.",
      ended ? `The asset ${status} before any was made.` : "They show here as they are made.",
    );
  }
  return dataTable({
    label: "Renditions",
    kind: "rendition",
    rows,
    idOf: (rendition) => rendition.id,
    columns: renditionColumns(ssim),
  });
}

function jobTable(jobs: JobList, now: number): TemplateResult {
  if (jobs.data.length === 0) return emptyNotice("No jobs.", "A job is made once the upload starts.");
  const columns = jobColumns(now).filter((column) => column.field !== "asset_id");
  return dataTable({ label: "Jobs", kind: "job", rows: jobs.data, idOf: (job) => job.id, columns });
}

function lacking(scope: Scope): TemplateResult {
  return emptyNotice("Not shown.", html`The key of this session lacks the scope <code>${scope}</code>.`);
}
