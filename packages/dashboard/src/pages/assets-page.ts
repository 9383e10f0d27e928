import type { Asset, AssetList } from "@firstframe/contract";
import { html, type TemplateResult } from "lit";
import { formatDuration } from "../format-duration.ts";
import { elapsedMs } from "../format-time.ts";
import { type Column, dataTable } from "../parts/data-table.ts";
import { emptyNotice } from "../parts/notice.ts";
import { progressBar } from "../parts/progress-bar.ts";
import { shortId } from "../parts/short-id.ts";
import { statusBadge } from "../parts/status-badge.ts";
import { timeCell } from "../parts/time-cell.ts";
import { routeHref } from "../router.ts";
import type { LoadedPage, PageRequest } from "./page.ts";

const shownAssets = 50;

/** The latest assets and how far each has come. */
export async function assetsPage({ client, signal }: PageRequest): Promise<LoadedPage> {
  const assets = await client.get<AssetList>(`/v1/assets?limit=${shownAssets}`, signal);
  return ({ now }) => html`
    <div class="page-head"><h1>Assets</h1></div>
    ${
      assets.data.length === 0
        ? emptyNotice(
            "No assets yet.",
            html`Upload a video in the demo, or make an upload with <code>POST /v1/uploads</code>.`,
          )
        : dataTable({
            label: "Assets",
            kind: "asset",
            rows: assets.data,
            idOf: (asset) => asset.id,
            columns: columns(now),
          })
    }
  `;
}

function columns(now: number): readonly Column<Asset>[] {
  return [
    { field: "asset_id", header: "Asset", cell: nameCell },
    { field: "status", header: "Status", cell: (asset) => statusBadge(asset.status) },
    {
      field: "progress",
      header: "Progress",
      cell: (asset) => progressBar(asset.progress, `Progress of ${asset.id}`),
    },
    {
      field: "duration",
      header: "Duration",
      numeric: true,
      cell: (asset) => (asset.duration_ms === null ? "–" : formatDuration(asset.duration_ms)),
    },
    {
      field: "time_to_playable",
      header: "Time to playable",
      numeric: true,
      cell(asset) {
        const elapsed = elapsedMs(asset.created_at, asset.playable_at);
        return elapsed === null ? "–" : formatDuration(elapsed);
      },
    },
    {
      field: "created_at",
      header: "Created",
      numeric: true,
      cell: (asset) => timeCell(asset.created_at, now),
    },
  ];
}

function nameCell(asset: Asset): TemplateResult {
  const href = routeHref({ page: "asset", id: asset.id });
  const { filename } = asset.source;
  return filename === null
    ? shortId(asset.id, href)
    : html`<a class="file-name" href=${href} title=${asset.id}>${filename}</a>`;
}
