import type { Segment } from "./segment.ts";

/** What a rate is of. */
type Sized = Pick<Segment, "durationS" | "sizeBytes">;

/** Bits per second over the whole. */
export function averageBitrate(segments: readonly Sized[]): number {
  return Math.max(1, Math.ceil(rateOf(segments)));
}

/**
 * The peak segment bit rate of RFC 8216bis, 4.4.6.2: the largest of any contiguous run of segments that lasts between half
 * and one and a half times the target duration. A short remainder at the end therefore does not count alone, unless
 * there is nothing else.
 *
 * @param targetDurationS whole seconds
 */
export function peakBitrate(segments: readonly Sized[], targetDurationS: number): number {
  let peak = 0;
  for (let start = 0; start < segments.length; start++) {
    let durationS = 0;
    for (let end = start; end < segments.length; end++) {
      durationS += segments[end]?.durationS ?? 0;
      if (durationS > targetDurationS * 1.5) break;
      if (durationS >= targetDurationS * 0.5) {
        peak = Math.max(peak, rateOf(segments.slice(start, end + 1)));
      }
    }
  }
  return Math.max(1, Math.ceil(peak || rateOf(segments)));
}

function rateOf(segments: readonly Sized[]): number {
  const durationS = segments.reduce((sum, segment) => sum + segment.durationS, 0);
  const sizeBytes = segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  return durationS > 0 ? (sizeBytes * 8) / durationS : 0;
}
