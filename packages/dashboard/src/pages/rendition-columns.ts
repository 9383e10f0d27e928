import type { Rendition } from "@firstframe/contract";
import { html } from "lit";
import { formatDuration } from "../format-duration.ts";
import { formatBitrate, formatBytes } from "../format-size.ts";
import type { Column } from "../parts/data-table.ts";
import { statusBadge } from "../parts/status-badge.ts";

/**
 * The columns of an asset's renditions.
 *
 * @param ssim measured against the source, 0 to 1, by rendition
 */
export const renditionColumns = (ssim: Readonly<Record<string, number>>): readonly Column<Rendition>[] => [
  { field: "rendition_id", header: "Rendition", cell: ({ id }) => html`<code>${id}</code>` },
  {
    field: "complete",
    header: "State",
    cell: ({ complete }) => statusBadge(complete ? "complete" : "growing"),
  },
  {
    field: "kind",
    header: "Kind",
    cell: ({ kind, name, language }) => [kind, name ?? language].filter(Boolean).join(" · "),
  },
  {
    field: "picture",
    header: "Picture",
    numeric: true,
    cell: ({ width, height }) => (width === null ? "–" : `${width} × ${height}`),
  },
  {
    field: "frame_rate",
    header: "Frame rate",
    numeric: true,
    cell: ({ frame_rate }) => (frame_rate === null ? "–" : `${Number(frame_rate.toFixed(3))} fps`),
  },
  {
    field: "ssim",
    header: "SSIM of luma",
    numeric: true,
    cell: ({ id }) => ssim[id]?.toFixed(4) ?? "–",
  },
  { field: "duration", header: "Length", numeric: true, cell: (row) => formatDuration(row.duration_ms) },
  { field: "codecs", header: "Codecs", cell: ({ codecs }) => codecs },
  {
    field: "average_bitrate",
    header: "Mean bitrate",
    numeric: true,
    cell: (row) => formatBitrate(row.average_bitrate),
  },
  { field: "peak_bitrate", header: "Peak", numeric: true, cell: (row) => formatBitrate(row.peak_bitrate) },
  { field: "size", header: "Size", numeric: true, cell: (row) => formatBytes(row.size_bytes) },
];
