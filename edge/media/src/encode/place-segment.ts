import { headerFieldAt, runFieldAt, sampleStride } from "../movie-fragment.ts";
import { type Box, findBox, readBoxes, viewOf } from "../mp4-boxes.ts";

/** What an initialization segment says of its track's times. */
export interface TrackTiming {
  /** Ticks per second. */
  readonly timescale: number;
  /** Ticks of the decode time line that an edit list takes away: the encoder's delay. */
  readonly mediaTime: number;
}

/**
 * Reads the times of the one track of an initialization segment.
 *
 * @throws RangeError when they are not there
 */
export function readTiming(init: Uint8Array): TrackTiming {
  const header = findBox(init, "moov", "trak", "mdia", "mdhd")?.body;
  if (header === undefined) throw new RangeError("the initialization segment has no mdhd");
  const timescale = viewOf(header).getUint32(header[0] === 1 ? 20 : 12);
  const edits = findBox(init, "moov", "trak", "edts", "elst")?.body;
  if (edits === undefined || viewOf(edits).getUint32(4) === 0) return { timescale, mediaTime: 0 };
  const view = viewOf(edits);
  return { timescale, mediaTime: edits[0] === 1 ? Number(view.getBigInt64(16)) : view.getInt32(12) };
}

/**
 * Moves a segment in time, in place, so that its first picture is shown at `start`: parts that were encoded apart from one
 * another, each from zero, join to one rendition.
 *
 * @param segment bytes of one CMAF segment with one fragment
 * @param start ticks of the track's timescale
 * @param sequence number of the fragment, from 1
 * @throws RangeError when the segment is not such a one
 */
export function placeSegment(
  segment: Uint8Array,
  start: number,
  sequence: number,
  timing: TrackTiming,
): void {
  const boxes = readBoxes(segment);
  const fragment = boxes.find(({ type }) => type === "moof");
  const track = fragment && readBoxes(fragment.body).find(({ type }) => type === "traf");
  const header = fragment && findBox(fragment.body, "mfhd")?.body;
  const time = track && findBox(track.body, "tfdt")?.body;
  const run = track && findBox(track.body, "trun")?.body;
  if (header === undefined || time === undefined || run === undefined || time[0] !== 1) {
    throw new RangeError("the segment lacks a mfhd, a tfdt of version 1, or a trun");
  }
  const decodeTime = start + timing.mediaTime - firstOffset(run);
  if (decodeTime < 0) throw new RangeError("the segment would start before zero");
  viewOf(time).setBigUint64(4, BigInt(decodeTime));
  viewOf(header).setUint32(4, sequence);
  const index = boxes.find(({ type }) => type === "sidx");
  if (index) placeIndex(index, decodeTime);
}

/** By how much the first sample is shown later than decoded, in ticks. */
function firstOffset(run: Uint8Array): number {
  const view = viewOf(run);
  const at = runFieldAt(view, "compositionOffset");
  return at === null ? 0 : view.getInt32(at);
}

/**
 * Shows the first picture of a segment `ticks` later, in place, and leaves all others as they are.
 *
 * @returns false where the segment cannot say so: its pictures are shown in the order in which they are decoded
 */
export function moveFirstPicture(segment: Uint8Array, ticks: number): boolean {
  const run = findBox(segment, "moof", "traf", "trun")?.body;
  if (run === undefined) return false;
  const view = viewOf(run);
  const at = runFieldAt(view, "compositionOffset");
  if (at === null) return false;
  view.setInt32(at, view.getInt32(at) + ticks);
  return true;
}

/** ISO/IEC 14496-12, 8.16.3: the earliest presentation time, in whichever width the box has. */
function placeIndex({ body }: Box, decodeTime: number): void {
  if (body[0] === 1) viewOf(body).setBigUint64(12, BigInt(decodeTime));
  else viewOf(body).setUint32(12, decodeTime);
}

/**
 * When a segment's first picture is shown, in ticks.
 *
 * @throws RangeError when it is no CMAF segment
 */
export function readStart(segment: Uint8Array, timing: TrackTiming): number {
  const fragment = findBox(segment, "moof", "traf")?.body;
  const time = fragment && findBox(fragment, "tfdt")?.body;
  const run = fragment && findBox(fragment, "trun")?.body;
  if (time === undefined || run === undefined) throw new RangeError("the segment lacks a tfdt or a trun");
  const view = viewOf(time);
  const decodeTime = time[0] === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4);
  return decodeTime + firstOffset(run) - timing.mediaTime;
}

/**
 * How long a segment's samples last, in ticks.
 *
 * @throws RangeError when it is no CMAF segment
 */
export function readDuration(segment: Uint8Array, init: Uint8Array): number {
  const track = findBox(segment, "moof", "traf")?.body;
  const header = track && findBox(track, "tfhd")?.body;
  if (track === undefined || header === undefined) throw new RangeError("the segment lacks a traf or a tfhd");
  const runs = readBoxes(track).filter(({ type }) => type === "trun");
  return runs.reduce((sum, { body }) => sum + runDuration(body, defaultOf(header, init)), 0);
}

/** Of a sample for which nothing else is said: by the fragment, or by the track. */
function defaultOf(header: Uint8Array, init: Uint8Array): number {
  const view = viewOf(header);
  const at = headerFieldAt(view, "defaultDuration");
  if (at !== null) return view.getUint32(at);
  const extended = findBox(init, "moov", "mvex", "trex")?.body;
  return extended === undefined ? 0 : viewOf(extended).getUint32(12);
}

function runDuration(run: Uint8Array, otherwise: number): number {
  const view = viewOf(run);
  const count = view.getUint32(4);
  const first = runFieldAt(view, "duration");
  if (first === null) return count * otherwise;
  const stride = sampleStride(view);
  let sum = 0;
  for (let index = 0; index < count; index++) sum += view.getUint32(first + index * stride);
  return sum;
}
