const firstMs = 1_000;
const longestMs = 60_000;

/**
 * Milliseconds to wait before trying again: doubling up to a minute, half of it at random, so that pages that
 * lost the same server do not come back at the same moment.
 *
 * @param failures how often it has failed so far, from 1
 * @param random 0 to 1
 */
export function retryDelay(failures: number, random: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return ceiling / 2 + (ceiling / 2) * random;
}
