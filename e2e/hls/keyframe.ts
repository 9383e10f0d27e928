import { readFragment } from "./fragment.ts";
import type { InitSegment } from "./init-segment.ts";
import { readMediaSegment } from "./media-segment.ts";

/**
 * Makes a segment of the one picture in a byte range that ends with it: the fragment says how many there were in the whole,
 * which a decoder would miss.
 *
 * @throws RangeError when the range is not exactly a fragment's description and its first picture, or that is no keyframe
 */
export function readKeyframe(range: Uint8Array, init: InitSegment): Uint8Array {
  const view = new DataView(range.buffer, range.byteOffset, range.byteLength);
  const typeAt = (at: number) => String.fromCharCode(...range.subarray(at + 4, at + 8));
  if (range.byteLength < 16 || typeAt(0) !== "moof")
    throw new RangeError("the range does not begin with moof");
  const mdatAt = view.getUint32(0);
  const { dataStart, samples } = readFragment(range, { start: 8, end: mdatAt }, init);
  const end = dataStart + (samples[0]?.size ?? 0);
  if (end !== range.byteLength) {
    throw new RangeError(`the first picture ends at ${end}, the range at ${range.byteLength}`);
  }
  const alone = range.slice();
  const patched = new DataView(alone.buffer);
  if (typeAt(mdatAt) !== "mdat") throw new RangeError("mdat does not follow on moof");
  patched.setUint32(mdatAt, end - mdatAt);
  patched.setUint32(countAt(range, mdatAt), 1);
  const { startsWithSync, startsWithIdr } = readMediaSegment(alone, init);
  if (startsWithSync === false || startsWithIdr === false) throw new RangeError("the picture is no keyframe");
  return alone;
}

/** Where the number of samples stands (ISO/IEC 14496-12, 8.8.8). */
function countAt(range: Uint8Array, end: number): number {
  for (let at = 8; at + 12 < end; at++) {
    if (String.fromCharCode(...range.subarray(at, at + 4)) === "trun") return at + 8;
  }
  throw new RangeError("the moof box has no trun");
}
