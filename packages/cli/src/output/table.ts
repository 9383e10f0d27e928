import { plainText } from "./plain-text.ts";
import type { Style, Tone } from "./style.ts";

export type Cell = string | { readonly text: string; readonly tone: Tone };

/** Columns with two spaces between them, under their titles; one line a row, with a line end each. */
export function table(titles: readonly string[], rows: readonly (readonly Cell[])[], style: Style): string {
  const head = titles.map((text): Cell => ({ text, tone: "dim" }));
  const lines = [head, ...rows];
  const widths = titles.map((_, column) => Math.max(...lines.map((line) => textOf(line[column]).length)));
  return lines.map((line) => `${titles.map((_, column) => padded(line, column)).join("  ")}\n`).join("");

  function padded(line: readonly Cell[], column: number): string {
    const cell = line[column] ?? "";
    const text = textOf(cell);
    const space = column === titles.length - 1 ? "" : " ".repeat((widths[column] ?? 0) - text.length);
    return `${typeof cell === "string" ? text : style(cell.tone, text)}${space}`;
  }
}

function textOf(cell: Cell | undefined): string {
  return plainText(typeof cell === "object" ? cell.text : (cell ?? ""));
}
