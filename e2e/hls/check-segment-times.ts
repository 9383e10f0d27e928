import type { InitSegment } from "./init-segment.ts";
import type { MediaSegment } from "./media-segment.ts";
import type { MediaPlaylist } from "./parse-playlist.ts";
import type { Report } from "./violation.ts";

/** A segment as it was read, with the initialization segment that belongs to it. */
export interface TimedSegment {
  readonly init: InitSegment;
  readonly segment: MediaSegment;
}

/** Seconds by which rounding to a track's timescale and to EXTINF's digits may be off. */
const roundingS = 0.001;

/** Seconds at which a segment's first sample is shown, by the presentation's clock. */
export function shownAt({ init, segment }: TimedSegment): number {
  return (segment.firstTime - init.editStart) / init.timescale;
}

/** Seconds of the longest sample. */
export function frameOf({ init, segment }: TimedSegment): number {
  return segment.longestSample / init.timescale;
}

/**
 * Checks that segments follow one another in time without a gap, from zero on, and last as long as their playlist says.
 *
 * @param timed by index of the segment; null where it could not be read
 */
export function checkSegmentTimes(
  playlist: MediaPlaylist,
  path: string,
  timed: readonly (TimedSegment | null)[],
  report: Report,
): void {
  const [first] = timed;
  if (first && Math.abs(shownAt(first)) > frameOf(first) + roundingS) {
    report("Firstframe", path, `it starts at ${shownAt(first).toFixed(3)} s, not at zero`);
  }
  let last: { end: number; tolerance: number; discontinuities: number } | null = null;
  playlist.segments.forEach(({ uri, duration, discontinuities }, index) => {
    const current = timed[index] ?? null;
    if (current === null) {
      last = null;
      return;
    }
    const { init, segment } = current;
    const start = segment.baseTime / init.timescale;
    const lasts = segment.duration / init.timescale;
    // Where frames have times of their own, a segment lasts until the next one's first frame, whatever its samples say.
    const tolerance = roundingS + (segment.isConstant ? 0 : frameOf(current));
    if (Math.abs(lasts - duration) > tolerance) {
      const says = `${lasts.toFixed(4)} s, by its playlist ${duration.toFixed(4)} s`;
      report("RFC 8216bis 4.4.4.1", path, `the samples of ${uri} last ${says}`);
    }
    if (last?.discontinuities === discontinuities && Math.abs(start - last.end) > last.tolerance) {
      const gap = `starts at ${start.toFixed(4)} s, the one before ends at ${last.end.toFixed(4)} s`;
      report("RFC 8216bis 4.4.4.3", path, `${uri} ${gap}, without EXT-X-DISCONTINUITY`);
    }
    last = { end: start + lasts, tolerance, discontinuities };
  });
}
