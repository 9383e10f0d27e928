/** A moment, as short as it can be understood: `14:03:22` today, otherwise `23 Nov, 14:03`, or with the year. */
export function formatTime(iso: string, now: number, timeZone?: string): string {
  const at = new Date(iso);
  const today = new Date(now);
  const day = format({ year: "numeric", month: "2-digit", day: "2-digit" }, timeZone);
  if (day(at) === day(today)) return format(clock, timeZone)(at);
  const year = format({ year: "numeric" }, timeZone);
  const date = { day: "numeric", month: "short" } as const;
  if (year(at) === year(today)) {
    return format({ ...date, hour: "2-digit", minute: "2-digit", hour12: false }, timeZone)(at);
  }
  return format({ ...date, year: "numeric" }, timeZone)(at);
}

/** A moment in full: `24 Nov 2025, 14:03:22 UTC`. */
export function formatFullTime(iso: string, timeZone?: string): string {
  const parts = { ...clock, day: "numeric", month: "short", year: "numeric", timeZoneName: "short" } as const;
  return format(parts, timeZone)(new Date(iso));
}

const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false } as const;

function format(options: Intl.DateTimeFormatOptions, timeZone?: string): (date: Date) => string {
  const formatter = new Intl.DateTimeFormat("en-GB", { ...options, ...(timeZone ? { timeZone } : {}) });
  return (date) => formatter.format(date);
}
