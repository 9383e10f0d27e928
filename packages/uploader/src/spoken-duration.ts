/**
 * Seconds as people say them, in one or two units: `40 sec`, `3 min`, `2 hr 5 min`.
 *
 * @param tag BCP 47
 */
export function spokenDuration(seconds: number, tag: string): string {
  const say = (value: number, unit: string) =>
    new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "short" }).format(value);
  if (seconds < 60) return say(Math.max(1, Math.round(seconds)), "second");
  if (seconds < 3600) return say(Math.round(seconds / 60), "minute");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60)];
  return minutes === 0 ? say(hours, "hour") : `${say(hours, "hour")} ${say(minutes, "minute")}`;
}
