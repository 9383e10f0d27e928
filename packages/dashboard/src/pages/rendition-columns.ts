import type { Rendition } from "@firstframe/contract";
import { html } from "lit";
import { formatBitrate, formatBytes } from "../format-size.ts";
import type { Column } from "../parts/data-table.ts";

/** The columns of an asset's renditions. */
export const renditionColumns: readonly Column<Rendition>[] = [
  { field: "rendition_id", header: "Rendition", cell: ({ id }) => html`<code>${id}</code>` },
  { field: "kind", header: "Kind", cell: ({ kind }) => kind },
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
