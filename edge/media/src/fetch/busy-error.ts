/** Longest wait that a server may ask for, in ms. */
const longestWait = 60_000;

/** The server does not answer now, and may later. */
export class BusyError extends Error {
  override readonly name = "BusyError";
  /** How long the server asks to wait, in ms. */
  readonly afterMs: number;

  constructor(status: number, afterMs: number) {
    super(`the server answered ${status}`);
    this.afterMs = afterMs;
  }
}

/**
 * `Retry-After` (RFC 9110, section 10.2.3), in seconds or as a date.
 *
 * @param now milliseconds since the epoch
 * @returns ms from now, at most a minute; 0 where nothing is asked
 */
export function readRetryAfter(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? 0 : Math.min(longestWait, Math.max(0, ms));
}
