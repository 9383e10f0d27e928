/** Without any knowledge: what nearly every connection manages, so that a start is neither slow nor ugly. */
const defaultBps = 2_000_000;
/** Browsers round the estimate and cap it at 10 Mbit/s; a start needs no more than this. */
const mostBps = 8_000_000;
const leastBps = 300_000;

/**
 * The bandwidth to start with, in bits per second, which decides the first rendition.
 *
 * @param measured what this player measured before; it knows best
 * @param downlinkMbps the browser's estimate (Network Information API), where it has one
 */
export function initialBandwidth(measured: number | null, downlinkMbps: number | undefined): number {
  if (measured !== null && Number.isFinite(measured) && measured > 0) return clamp(measured);
  // Half of the estimate: other transfers of the page being loaded take their share.
  return downlinkMbps ? clamp((downlinkMbps * 1_000_000) / 2) : defaultBps;
}

function clamp(bps: number): number {
  return Math.min(mostBps, Math.max(leastBps, bps));
}
