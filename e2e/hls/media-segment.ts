import { listBoxes } from "./iso-box.ts";

export interface MediaSegment {
  /** Decode time of the first sample, in the track's timescale. */
  readonly baseTime: number;
  /** Whether the first sample is a sync sample; null when the segment does not say. */
  readonly startsWithSync: boolean | null;
}

const isNonSync = 0x10000;

/**
 * Reads the first fragment of a CMAF segment.
 *
 * @throws RangeError when there is none
 */
export function readMediaSegment(bytes: Uint8Array): MediaSegment {
  const top = listBoxes(bytes);
  const moof = top.find(({ type }) => type === "moof");
  if (moof === undefined || !top.some(({ type }) => type === "mdat")) {
    throw new RangeError("a segment needs a moof and an mdat box");
  }
  const traf = listBoxes(bytes, moof.start, moof.end).find(({ type }) => type === "traf");
  if (traf === undefined) throw new RangeError("the moof box has no traf");
  const boxes = listBoxes(bytes, traf.start, traf.end);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  const time = boxes.find(({ type }) => type === "tfdt");
  if (time === undefined) throw new RangeError("the traf box has no tfdt");
  const isLong = view.getUint8(time.start) === 1;
  const baseTime = isLong ? Number(view.getBigUint64(time.start + 4)) : view.getUint32(time.start + 4);

  const header = boxes.find(({ type }) => type === "tfhd");
  const run = boxes.find(({ type }) => type === "trun");
  if (header === undefined || run === undefined) throw new RangeError("the traf box lacks tfhd or trun");
  const flags = firstSampleFlags(view, run.start) ?? defaultSampleFlags(view, header.start);
  return { baseTime, startsWithSync: flags === null ? null : (flags & isNonSync) === 0 };
}

/** ISO/IEC 14496-12, 8.8.8: of the first sample, where the run says so. */
function firstSampleFlags(view: DataView, start: number): number | null {
  const flags = view.getUint32(start) & 0xffffff;
  let at = start + 8;
  if (flags & 0x1) at += 4;
  if (flags & 0x4) return view.getUint32(at);
  if ((flags & 0x400) === 0) return null;
  if (flags & 0x100) at += 4;
  if (flags & 0x200) at += 4;
  return view.getUint32(at);
}

/** ISO/IEC 14496-12, 8.8.7. */
function defaultSampleFlags(view: DataView, start: number): number | null {
  const flags = view.getUint32(start) & 0xffffff;
  if ((flags & 0x20) === 0) return null;
  let at = start + 8;
  if (flags & 0x1) at += 8;
  if (flags & 0x2) at += 4;
  if (flags & 0x8) at += 4;
  if (flags & 0x10) at += 4;
  return view.getUint32(at);
}
