import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

type Content = TemplateResult | string | number;

export interface Column<Row> {
  /** Stable name, for the `data-field` of its cells. */
  readonly field: string;
  readonly header: string;
  readonly cell: (row: Row) => Content;
  /** Numbers align at their end. */
  readonly numeric?: boolean;
}

interface TableOptions<Row> {
  /** Names the table for assistive technology. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Which resource a row is; its id becomes the row's `data-<kind>-id`. */
  readonly kind: "view" | "asset" | "job" | "task" | "rendition" | "file";
  readonly idOf: (row: Row) => string;
  /** Too long for a page: it scrolls within its frame. */
  readonly scrolls?: boolean;
}

/** A table that becomes a list of cards on narrow screens; the roles keep it a table to assistive technology. */
export function dataTable<Row>({
  label,
  columns,
  rows,
  kind,
  idOf,
  scrolls,
}: TableOptions<Row>): TemplateResult {
  return html`<div
    class=${scrolls ? "card table-frame tall" : "card table-frame"}
    role=${scrolls ? "region" : nothing}
    aria-label=${scrolls ? label : nothing}
    tabindex=${scrolls ? "0" : nothing}
  >
    <table role="table" aria-label=${label}>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => html`<th role="columnheader" scope="col" class=${column.numeric ? "numeric" : nothing}>${column.header}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          rows,
          idOf,
          (row) => html`<tr
            role="row"
            data-view-id=${kind === "view" ? idOf(row) : nothing}
            data-asset-id=${kind === "asset" ? idOf(row) : nothing}
            data-job-id=${kind === "job" ? idOf(row) : nothing}
            data-task-id=${kind === "task" ? idOf(row) : nothing}
            data-file-name=${kind === "file" ? idOf(row) : nothing}
            data-rendition-id=${kind === "rendition" ? idOf(row) : nothing}
          >
            ${columns.map((column) => tableCell(column, row))}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function tableCell<Row>(column: Column<Row>, row: Row): TemplateResult {
  const content = column.cell(row);
  // On narrow screens, where each cell has a line of its own, the empty ones are left out.
  return html`<td
    role="cell"
    class=${column.numeric ? "numeric" : nothing}
    data-field=${column.field}
    data-label=${column.header}
    ?data-empty=${content === "–"}
  >${content}</td>`;
}
