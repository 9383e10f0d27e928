/** Milliseconds since the epoch as RFC 3339 in UTC. */
export function formatTime(time: number): string;
export function formatTime(time: number | null): string | null;
export function formatTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
