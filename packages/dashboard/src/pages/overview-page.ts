import type { MetricOverall, ViewList } from "@firstframe/contract";
import type { MetricName } from "@firstframe/contract/constants";
import { html, type TemplateResult } from "lit";
import { dataTable } from "../parts/data-table.ts";
import { metricCard } from "../parts/metric-card.ts";
import { emptyNotice } from "../parts/notice.ts";
import { routeHref, timeRanges } from "../router.ts";
import type { LoadedPage, PageRequest } from "./page.ts";
import { viewColumns } from "./view-columns.ts";

const metrics: readonly MetricName[] = [
  "startup_time",
  "rebuffer_ratio",
  "playback_failure_rate",
  "views",
  "player_startup_time",
];
const recentViews = 25;

/** How well it plays, over the last `hours`, and the latest views. */
export async function overviewPage({ client, signal }: PageRequest, hours: number): Promise<LoadedPage> {
  const [views, ...figures] = await Promise.all([
    client.get<ViewList>(`/v1/views?limit=${recentViews}`, signal),
    ...metrics.map((metric) =>
      client.get<MetricOverall>(`/v1/metrics/${metric}/overall?hours=${hours}`, signal),
    ),
  ]);
  return ({ now }) => html`
    <div class="page-head">
      <h1>Overview</h1>
      ${rangePicker(hours)}
    </div>
    <section aria-labelledby="metrics">
      <h2 id="metrics" class="visually-hidden">Metrics</h2>
      <div class="cards">${figures.map(metricCard)}</div>
    </section>
    <section aria-labelledby="recent-views">
      <h2 id="recent-views">Recent views</h2>
      ${
        views.data.length === 0
          ? emptyNotice(
              "No views yet.",
              "Play a video in the demo, or in a page with a firstframe-player element: its view shows here within seconds.",
            )
          : dataTable({
              label: "Recent views",
              kind: "view",
              rows: views.data,
              idOf: (view) => view.id,
              columns: viewColumns(now),
            })
      }
    </section>
  `;
}

function rangePicker(current: number): TemplateResult {
  return html`<nav class="ranges" aria-label="Time range">
    ${timeRanges.map(
      ({ hours, label }) => html`<a
        href=${routeHref({ page: "overview", hours })}
        aria-current=${hours === current ? "true" : "false"}
        >${label}</a
      >`,
    )}
  </nav>`;
}
