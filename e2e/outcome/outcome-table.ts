import type { ClipOutcome } from "./clip-outcome.ts";

type Column = readonly [title: string, cell: (outcome: ClipOutcome) => string];

const columns: readonly Column[] = [
  ["clip", ({ name }) => name],
  ["ending", ({ ending }) => ending],
  ["renditions", ({ renditions }) => renditions.join(" ")],
  ["duration ms", ({ durationErrorS }) => signedMs(durationErrorS)],
  ["sound ms", ({ offsetErrorS }) => signedMs(offsetErrorS)],
  ["playable s", ({ playableS }) => playableS?.toFixed(1) ?? "–"],
  ["ended s", ({ endedS }) => endedS.toFixed(1)],
  ["rules broken", ({ violations }) => String(violations.length)],
];

/** Outcomes as a table in Markdown: errors of duration and of sound against picture, and times since the last byte. */
export function outcomeTable(outcomes: readonly ClipOutcome[]): string {
  const rows = [
    columns.map(([title]) => title),
    ...outcomes.map((one) => columns.map(([, cell]) => cell(one))),
  ];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const [head = "", ...body] = rows.map(
    (row) => `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`,
  );
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [head, rule, ...body, ""].join("\n");
}

function signedMs(seconds: number | null): string {
  if (seconds === null) return "–";
  const ms = Math.round(seconds * 1000);
  return ms > 0 ? `+${ms}` : String(ms);
}
