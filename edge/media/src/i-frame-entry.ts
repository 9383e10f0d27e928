import { type Box, findBox, readBoxes, viewOf } from "./mp4-boxes.ts";

/** The part of a segment that holds its first picture, as `EXT-X-BYTERANGE` names it: bytes. */
export interface IFrameEntry {
  readonly offset: number;
  readonly length: number;
}

/** Flags of `tfhd` and `trun`: ISO/IEC 14496-12, 8.8.7 and 8.8.8. */
const baseDataOffset = 0x01;
const sampleDescription = 0x02;
const defaultDuration = 0x08;
const defaultSize = 0x10;
const dataOffset = 0x01;
const firstSampleFlags = 0x04;
const sampleDuration = 0x100;
const sampleSize = 0x200;

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
  const flags = flagsOf(run);
  if ((flags & dataOffset) === 0 || (flagsOf(header) & baseDataOffset) !== 0) {
    throw new RangeError("the samples are not placed relative to their moof box");
  }
  const sizeAt = 12 + (flags & firstSampleFlags ? 4 : 0) + (flags & sampleDuration ? 4 : 0);
  const size = flags & sampleSize ? run.getUint32(sizeAt) : defaultSizeOf(header);
  return { dataOffset: run.getInt32(8), size };
}

function defaultSizeOf(header: DataView): number {
  const flags = flagsOf(header);
  if ((flags & defaultSize) === 0) throw new RangeError("the segment does not state the size of its samples");
  return header.getUint32(8 + (flags & sampleDescription ? 4 : 0) + (flags & defaultDuration ? 4 : 0));
}

/** Of a full box: what follows its version. */
function flagsOf(fullBox: DataView): number {
  return fullBox.getUint32(0) & 0xffffff;
}
