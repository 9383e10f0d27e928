import type { View } from "@firstframe/contract";
import { html } from "lit";
import { formatDuration, formatMilliseconds } from "../format-duration.ts";
import type { Column } from "../parts/data-table.ts";
import { shortId } from "../parts/short-id.ts";
import { statusBadge } from "../parts/status-badge.ts";
import { timeCell } from "../parts/time-cell.ts";
import { routeHref } from "../router.ts";

/** The columns of a list of views. */
export function viewColumns(now: number): readonly Column<View>[] {
  return [
    {
      field: "started_at",
      header: "Started",
      cell: (view) => timeCell(view.started_at, now, routeHref({ page: "view", id: view.id })),
    },
    {
      field: "asset_id",
      header: "Asset",
      cell: (view) => shortId(view.asset_id, routeHref({ page: "asset", id: view.asset_id })),
    },
    { field: "state", header: "State", cell: (view) => statusBadge(view.state) },
    {
      field: "startup_time",
      header: "Startup",
      numeric: true,
      cell: ({ measures }) =>
        measures.startup_time_ms === null ? "–" : formatMilliseconds(measures.startup_time_ms),
    },
    {
      field: "rebuffer_count",
      header: "Stalls",
      numeric: true,
      cell: ({ measures }) =>
        measures.rebuffer_count === 0
          ? "0"
          : `${measures.rebuffer_count} · ${formatDuration(measures.rebuffer_duration_ms)}`,
    },
    {
      field: "watch_time",
      header: "Watched",
      numeric: true,
      cell: ({ measures }) => formatDuration(measures.watch_time_ms),
    },
    { field: "browser", header: "Browser", cell: ({ dimensions }) => browserOf(dimensions) },
    { field: "os", header: "System", cell: ({ dimensions }) => systemOf(dimensions) },
    {
      field: "error",
      header: "Error",
      cell: ({ error }) =>
        error === null
          ? "–"
          : html`<span class=${error.business_exception ? "quiet" : "bad-text"} title=${error.message}>${error.code}</span>`,
    },
  ];
}

function browserOf(dimensions: View["dimensions"]): string {
  const name = dimensions.browser;
  if (name === undefined) return "–";
  return dimensions.browser_version ? `${name} ${dimensions.browser_version}` : name;
}

function systemOf(dimensions: View["dimensions"]): string {
  return dimensions.operating_system ?? "–";
}
