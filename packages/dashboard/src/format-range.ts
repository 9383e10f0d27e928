import type { TimeRange } from "@firstframe/contract";

/** A part of a source: `0:00–1:30`, `1:30–end`; null is all of it. */
export function formatRange(range: TimeRange | null): string {
  if (range === null) return "all";
  return `${clock(range.start_ms)}–${range.end_ms === null ? "end" : clock(range.end_ms)}`;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const end = String(rest).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${end}` : `${minutes}:${end}`;
}
