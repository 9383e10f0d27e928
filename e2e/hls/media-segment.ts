import { type Fragment, readFragment } from "./fragment.ts";
import type { InitSegment } from "./init-segment.ts";
import { listBoxes } from "./iso-box.ts";

/** Times in the track's timescale. */
export interface MediaSegment {
  /** Decode time of the first sample. */
  readonly baseTime: number;
  /** Earliest composition time. */
  readonly firstTime: number;
  /** Sum of all samples' durations. */
  readonly duration: number;
  readonly longestSample: number;
  /** Whether all samples but the last one last equally long. */
  readonly isConstant: boolean;
  /** Whether the first sample is marked as a sync sample; null when nothing says. */
  readonly startsWithSync: boolean | null;
  /** Whether the first sample is an IDR picture; null for anything but H.264. */
  readonly startsWithIdr: boolean | null;
}

const isNonSync = 0x10000;
const idrSlice = 5;

/**
 * Reads a CMAF segment.
 *
 * @throws RangeError when it holds no fragment, or no sample
 */
export function readMediaSegment(bytes: Uint8Array, init: InitSegment): MediaSegment {
  const top = listBoxes(bytes);
  const moofs = top.filter(({ type }) => type === "moof");
  if (moofs.length === 0 || !top.some(({ type }) => type === "mdat")) {
    throw new RangeError("a segment needs a moof and an mdat box");
  }
  const fragments = moofs.map((moof) => readFragment(bytes, moof, init));
  const samples = fragments.flatMap((fragment) => fragment.samples);
  const [first] = fragments;
  const [sample] = samples;
  if (first === undefined || sample === undefined) throw new RangeError("the segment has no sample");
  return {
    baseTime: first.baseTime,
    firstTime: Math.min(...fragments.map(firstTimeOf)),
    duration: samples.reduce((sum, { duration }) => sum + duration, 0),
    longestSample: Math.max(...samples.map(({ duration }) => duration)),
    isConstant: samples.slice(0, -1).every(({ duration }) => duration === sample.duration),
    startsWithSync: sample.flags === null ? null : (sample.flags & isNonSync) === 0,
    startsWithIdr:
      init.nalLengthSize === null
        ? null
        : holdsIdr(bytes.subarray(first.dataStart, first.dataStart + sample.size), init.nalLengthSize),
  };
}

function firstTimeOf({ baseTime, samples }: Fragment): number {
  let decodeTime = baseTime;
  let earliest = Number.POSITIVE_INFINITY;
  for (const { duration, offset } of samples) {
    earliest = Math.min(earliest, decodeTime + offset);
    decodeTime += duration;
  }
  return earliest;
}

/** Whether an access unit of length-prefixed NAL units (ISO/IEC 14496-15, 5.3) holds a slice of an IDR picture. */
function holdsIdr(unit: Uint8Array, lengthSize: number): boolean {
  for (let at = 0; at + lengthSize < unit.byteLength; ) {
    let length = 0;
    for (const byte of unit.subarray(at, at + lengthSize)) length = length * 256 + byte;
    at += lengthSize;
    if (((unit[at] ?? 0) & 0x1f) === idrSlice) return true;
    at += length;
  }
  return false;
}
