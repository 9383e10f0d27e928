/** The time ranges that can be looked at. */
export const timeRanges = [
  { hours: 1, label: "1 h", title: "the last hour" },
  { hours: 24, label: "24 h", title: "the last 24 hours" },
  { hours: 24 * 7, label: "7 d", title: "the last 7 days" },
  { hours: 24 * 30, label: "30 d", title: "the last 30 days" },
] as const;

export const defaultHours = 24;

/** `hours` when it is one of the ranges, otherwise the default. */
export function knownHours(hours: number): number {
  return timeRanges.some((range) => range.hours === hours) ? hours : defaultHours;
}

/** Such as `the last 24 hours`. */
export function rangeTitle(hours: number): string {
  return timeRanges.find((range) => range.hours === hours)?.title ?? `the last ${hours} hours`;
}
