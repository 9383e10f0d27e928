const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Until the next attempt, after the first, second… that failed. A delivery is over after as many and one more: in three days. */
const delays = [
  ...[5 * second, 30 * second, 2 * minute, 10 * minute],
  ...[hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour, 24 * hour],
];

/** Deliveries with fewer attempts are tried at once when their endpoint is back; the last ones keep their times, days apart. */
export const hastenedAttempts = 8;

/** What an endpoint may ask for at most. */
export const longestRetryAfter = hour;

/**
 * Time until a failed attempt is followed by another, in ms: a fifth less to a fifth more than planned, so that what failed together
 * does not come back together.
 *
 * @param attempt number of the attempt that failed, from 1
 * @param random from 0 to less than 1
 * @param retryAfter what the endpoint asked for, in ms; it is not tried earlier
 * @returns null when it was the last one
 */
export function retryDelay(attempt: number, random: number, retryAfter: number | null): number | null {
  const delay = delays[attempt - 1];
  if (delay === undefined) return null;
  const jittered = Math.round(delay * (0.8 + 0.4 * random));
  return Math.max(jittered, Math.min(retryAfter ?? 0, longestRetryAfter));
}
