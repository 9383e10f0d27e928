/** A measured time: `412 ms`, `1.23 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`. */
export function formatDuration(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (Number(seconds.toFixed(1)) < 60) return `${formatSeconds(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** In milliseconds whatever the size, so that a column can be compared at a glance: `412 ms`. */
export function formatMilliseconds(ms: number): string {
  return `${Math.round(ms)} ms`;
}

/** The length of a recording: `0:07`, `2:05`, `1:02:05`. */
export function formatLength(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = pad(seconds % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Three significant digits at most, without trailing zeros. */
export function formatSeconds(seconds: number): string {
  return String(Number(seconds.toFixed(seconds < 9.995 ? 2 : 1)));
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
