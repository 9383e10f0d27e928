/** A measured time in whole milliseconds, such as `412 ms`: one unit for every value, so that a column compares. */
export function formatMilliseconds(ms: number): string {
  return `${Math.round(ms)} ms`;
}

/** A length of time for reading, from milliseconds: `0 s`, `4.2 s`, `3 min 05 s`, `2 h 07 min`. */
export function formatDuration(ms: number): string {
  if (ms < 60_000) {
    const tenths = Math.round(ms / 100);
    if (tenths < 600) return tenths % 10 === 0 ? `${tenths / 10} s` : `${(tenths / 10).toFixed(1)} s`;
  }
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
