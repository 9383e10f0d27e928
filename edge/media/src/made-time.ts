/** Seconds in a line of `-progress`; null for the other lines. */
export function madeTime(line: string): number | null {
  const match = /^out_time_us=(\d+)$/.exec(line);
  return match ? Number(match[1]) / 1e6 : null;
}
