const transientStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

const firstBackoffMs = 250;
const largestBackoffMs = 8_000;

/** Whether an answer with this status may be different the next time. */
export function isTransientStatus(status: number): boolean {
  return transientStatuses.has(status);
}

interface Failure {
  /** HTTP status; absent when no answer came. */
  readonly status?: number;
  readonly code: string;
  readonly retryable: boolean;
}

/**
 * Whether to repeat a call that failed: only what may pass by itself within the time of a call, and only when a repetition
 * cannot do the same thing twice. That holds for a `POST` with an `Idempotency-Key`, and for every other method: a `PATCH`
 * merges (RFC 7396), so that applying it again leaves what applying it once left.
 */
export function shouldRetry(failure: Failure, method: string, idempotencyKey: string | undefined): boolean {
  const safe = method !== "POST" || idempotencyKey !== undefined;
  const transient =
    failure.status === undefined ||
    isTransientStatus(failure.status) ||
    // The first attempt of this very call is still being worked on, and its answer is what the next one gets.
    failure.code === "idempotency_in_progress";
  return safe && transient && failure.retryable;
}

/**
 * How long to wait before the next attempt: exponential backoff with full jitter, but never less than the
 * server asked for.
 *
 * @param retries made so far
 * @param retryAfterMs what `Retry-After` said, null without it
 * @param random from 0 up to 1
 */
export function retryDelay(retries: number, retryAfterMs: number | null, random: number): number {
  const backoff = random * Math.min(largestBackoffMs, firstBackoffMs * 2 ** retries);
  // On top of what was asked for, so that callers who were told the same do not come back at the same moment.
  return retryAfterMs === null ? backoff : retryAfterMs + random * firstBackoffMs;
}
