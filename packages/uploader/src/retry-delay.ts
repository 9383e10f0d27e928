/** The longest pause between two tries, in ms. */
const longest = 30_000;
const first = 500;

/**
 * Pause before the next try: exponential with full jitter, but never shorter than the server asked for.
 *
 * @param attempt tries that failed in a row, from 1
 * @param retryAfterS the server's `Retry-After`, in seconds
 * @param random from 0 (inclusive) to 1 (exclusive)
 * @returns ms
 */
export function retryDelay(attempt: number, retryAfterS: number | null, random: number): number {
  const jittered = random * Math.min(longest, first * 2 ** attempt);
  return Math.max((retryAfterS ?? 0) * 1000, jittered);
}
