import { moveFirstPicture, readStart, type TrackTiming } from "./place-segment.ts";

/** Seconds that a time may be off by being rounded. */
const toleranceS = 0.001;

/**
 * Finds out when each segment of a rendition starts, one after the other.
 *
 * ffmpeg gives the first picture of every segment the same composition offset. Where pictures come unevenly, that is not
 * its time: the playlist has the right one, and the segment is corrected in place.
 */
export function segmentStarts(): (
  segment: Uint8Array,
  listedS: number,
  timing: TrackTiming,
) => { readonly start: number; readonly corrected: boolean } {
  let endS: number | null = null;
  return (segment, listedS, timing) => {
    const { timescale } = timing;
    const written = readStart(segment, timing);
    const late = endS === null ? 0 : Math.round(endS * timescale) - written;
    const corrected = Math.abs(late) > toleranceS * timescale && moveFirstPicture(segment, late);
    const start = corrected ? written + late : written;
    // From the exact start on: listed durations are rounded, and what is lost would add up.
    endS = start / timescale + listedS;
    return { start, corrected };
  };
}
