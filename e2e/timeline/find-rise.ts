import type { Level } from "./read-levels.ts";

/**
 * When a level first comes near its peak.
 *
 * @param near by how much less than the peak still counts
 * @param contrast by how much the peak has to stand out from the median; null is returned otherwise
 * @returns seconds
 */
export function findRise(levels: readonly Level[], near: number, contrast: number): number | null {
  const values = levels.map(({ value }) => value).sort((a, b) => a - b);
  const median = values[Math.floor(values.length / 2)];
  const peak = values.at(-1);
  if (median === undefined || peak === undefined || peak - median < contrast) return null;
  return levels.find(({ value }) => value >= peak - near)?.atS ?? null;
}
