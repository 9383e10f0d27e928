import type { View } from "@firstframe/contract";
import { html, nothing } from "lit";
import { formatDuration, formatMilliseconds } from "../format-duration.ts";
import { formatRatio } from "../format-figure.ts";
import { formatTimestamp } from "../format-time.ts";
import { type Fact, factList } from "../parts/fact-list.ts";
import { statusBadge } from "../parts/status-badge.ts";
import { home, routeHref } from "../router.ts";
import type { LoadedPage, PageRequest } from "./page.ts";

/** Everything that is known of one view. */
export async function viewPage({ client, signal }: PageRequest, id: string): Promise<LoadedPage> {
  const view = await client.get<View>(`/v1/views/${encodeURIComponent(id)}`, signal);
  const { error } = view;
  return () => html`
    <nav class="trail" aria-label="Breadcrumb"><a href=${routeHref(home)}>Overview</a> <span aria-hidden="true">/</span> View</nav>
    <div class="page-head">
      <h1>View ${statusBadge(view.state)}</h1>
      <code class="whole-id">${view.id}</code>
    </div>
    ${
      error === null
        ? nothing
        : html`<div class="card notice ${error.business_exception ? "empty" : "failure"}">
            <p class="notice-title">${error.code}${error.business_exception ? " (refused on purpose, not a failure)" : ""}</p>
            <p>${error.message}</p>
          </div>`
    }
    <section aria-labelledby="measures"><h2 id="measures">Measures</h2>${factList(measureFacts(view))}</section>
    <section aria-labelledby="dimensions"><h2 id="dimensions">Dimensions</h2>${factList(dimensionFacts(view))}</section>
  `;
}

function measureFacts({ measures }: View): readonly Fact[] {
  const time = (ms: number | null) => (ms === null ? null : formatMilliseconds(ms));
  const { decoded_frame_count: decoded, dropped_frame_count: dropped } = measures;
  return [
    ["Startup time", time(measures.startup_time_ms)],
    ["Player startup time", time(measures.player_startup_time_ms)],
    ["Page load time", time(measures.page_load_time_ms)],
    ["Watch time", formatDuration(measures.watch_time_ms)],
    ["Playing time", formatDuration(measures.playing_time_ms)],
    ["Stalls", measures.rebuffer_count],
    ["Stalled for", time(measures.rebuffer_duration_ms)],
    [
      "Rebuffer ratio",
      measures.watch_time_ms > 0 ? formatRatio(measures.rebuffer_duration_ms / measures.watch_time_ms) : null,
    ],
    ["Seeks", measures.seek_count],
    ["Seek latency, in all", time(measures.seek_latency_ms)],
    ["Frames decoded", decoded],
    [
      "Frames dropped",
      dropped === null || !decoded ? dropped : `${dropped} (${formatRatio(dropped / decoded)})`,
    ],
  ];
}

function dimensionFacts(view: View): readonly Fact[] {
  const named: Fact[] = Object.entries(view.dimensions)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => [name.replaceAll("_", " "), value]);
  return [
    [
      "asset",
      html`<a href=${routeHref({ page: "asset", id: view.asset_id })}><code>${view.asset_id}</code></a>`,
    ],
    ["playback", html`<code>${view.playback_id}</code>`],
    ["environment", view.environment],
    ["started", formatTimestamp(view.started_at)],
    ["last beacon", formatTimestamp(view.last_beacon_at)],
    ...named,
  ];
}
