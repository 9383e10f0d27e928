import { html } from "lit";
import { formatBitrate } from "../format-size.ts";
import type { Column } from "../parts/data-table.ts";
import type { PlannedRendition } from "../read-plan.ts";

/** The columns of what was planned to be made: what, and why. */
export const rungColumns: readonly Column<PlannedRendition>[] = [
  { field: "rendition_id", header: "Rendition", cell: ({ id }) => html`<code>${id}</code>` },
  {
    field: "picture",
    header: "Picture",
    numeric: true,
    cell: ({ width, height }) => (width === null ? "–" : `${width} × ${height}`),
  },
  {
    field: "maximum_bitrate",
    header: "At most",
    numeric: true,
    cell: ({ maximumBitrate }) => (maximumBitrate === null ? "–" : formatBitrate(maximumBitrate)),
  },
  { field: "why", header: "Why", cell: ({ why }) => html`<span class="sentence">${why}</span>` },
];
