/** A segment's length in seconds and in bytes. */
export interface SizedSegment {
  readonly duration: number;
  readonly bytes: number;
}

/**
 * The peak segment bit rate (RFC 8216bis, 4.4.6.2), in bits per second: the largest of any contiguous run of segments
 * that lasts between half and one and a half target durations; of the whole, when there is no such run.
 */
export function peakSegmentRate(segments: readonly SizedSegment[], targetDuration: number): number {
  let peak = 0;
  segments.forEach((_, first) => {
    let duration = 0;
    let bytes = 0;
    for (const segment of segments.slice(first)) {
      duration += segment.duration;
      bytes += segment.bytes;
      if (duration > targetDuration * 1.5) break;
      if (duration >= targetDuration / 2) peak = Math.max(peak, (bytes * 8) / duration);
    }
  });
  return peak || averageSegmentRate(segments);
}

/** Bits per second over all segments. */
export function averageSegmentRate(segments: readonly SizedSegment[]): number {
  const duration = segments.reduce((sum, segment) => sum + segment.duration, 0);
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  return duration > 0 ? (bytes * 8) / duration : 0;
}
