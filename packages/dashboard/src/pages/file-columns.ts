import type { Asset, AssetFile } from "@firstframe/contract";
import { html } from "lit";
import { formatBytes } from "../format-size.ts";
import type { Column } from "../parts/data-table.ts";

/** The columns of an asset's files; with links where its playback id alone opens them. */
export function fileColumns({ playback_id, playback_policy }: Asset): readonly Column<AssetFile>[] {
  return [
    {
      field: "name",
      header: "File",
      cell: ({ name }) =>
        playback_policy === "public"
          ? html`<a href=${`/play/${playback_id}/${name}`} target="_blank" rel="noopener"><code>${name}</code></a>`
          : html`<code>${name}</code>`,
    },
    { field: "kind", header: "Kind", cell: ({ kind }) => kind.replaceAll("_", " ") },
    { field: "language", header: "Language", cell: ({ language }) => language ?? "–" },
    {
      field: "picture",
      header: "Picture",
      numeric: true,
      cell: ({ width, height }) => (width === null ? "–" : `${width} × ${height}`),
    },
    { field: "size", header: "Size", numeric: true, cell: ({ size_bytes }) => formatBytes(size_bytes) },
  ];
}
