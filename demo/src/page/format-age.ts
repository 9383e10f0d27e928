const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/**
 * How long ago something was, such as `3 minutes ago`.
 *
 * @param time RFC 3339
 * @param now Unix time in milliseconds
 */
export function formatAge(time: string, now: number): string {
  const seconds = Math.max(0, now - Date.parse(time)) / 1000;
  for (const [unit, size] of units) {
    if (seconds >= size) return format.format(-Math.floor(seconds / size), unit);
  }
  return "just now";
}
