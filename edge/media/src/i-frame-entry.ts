import { headerFieldAt, runFieldAt } from "./movie-fragment.ts";
import { type Box, findBox, readBoxes, viewOf } from "./mp4-boxes.ts";

/** The part of a segment that holds its first picture, as `EXT-X-BYTERANGE` names it: bytes. */
export interface IFrameEntry {
  readonly offset: number;
  readonly length: number;
}

/**
 * Where, in a segment of fragmented MP4 with a single track that starts with a keyframe, that keyframe is: from the first
 * `moof` to the end of the first sample (RFC 8216bis, 4.4.3.6).
 *
 * @throws RangeError when the segment is not of that kind
 */
export function iFrameEntry(segment: Uint8Array): IFrameEntry {
  const boxes = readBoxes(segment);
  const position = boxes.findIndex(({ type }) => type === "moof");
  const moof = boxes[position];
  if (moof === undefined) throw new RangeError("the segment has no moof box");
  const before = boxes[position - 1];
  const offset = before === undefined ? 0 : endOf(before, segment);
  const header = findBox(moof.body, "traf", "tfhd");
  const run = findBox(moof.body, "traf", "trun");
  if (header === undefined || run === undefined) throw new RangeError("the moof box describes no samples");
  const first = firstSample(viewOf(run.body), viewOf(header.body));
  const length = first.dataOffset + first.size;
  if (offset + length > segment.byteLength) throw new RangeError("the first sample goes beyond the segment");
  return { offset, length };
}

function endOf({ body }: Box, segment: Uint8Array): number {
  return body.byteOffset + body.byteLength - segment.byteOffset;
}

/** The first sample's distance from the start of the `moof`, and its size. */
function firstSample(run: DataView, header: DataView): { dataOffset: number; size: number } {
  const offsetAt = runFieldAt(run, "dataOffset");
  if (offsetAt === null || headerFieldAt(header, "baseDataOffset") !== null) {
    throw new RangeError("the samples are not placed relative to their moof box");
  }
  const sizeAt = runFieldAt(run, "size");
  const size = sizeAt === null ? defaultSizeOf(header) : run.getUint32(sizeAt);
  return { dataOffset: run.getInt32(offsetAt), size };
}

function defaultSizeOf(header: DataView): number {
  const at = headerFieldAt(header, "defaultSize");
  if (at === null) throw new RangeError("the segment does not state the size of its samples");
  return header.getUint32(at);
}
