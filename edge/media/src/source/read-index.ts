import { viewOf } from "../mp4-boxes.ts";
import { takeBytes } from "./take-bytes.ts";

/** Boxes that may stand between the media and the index, and say nothing of either. */
const passed = new Set(["free", "skip", "wide", "udta", "uuid", "meta"]);
const mostBoxes = 64;
/** Up to the end of the index: twelve hours take about half of it. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Reads a file that was opened behind its media as far as its index goes.
 *
 * @returns the whole `moov` box (ISO/IEC 14496-12, 8.2.1); null where something else comes first, or more than anybody waits for
 */
export async function readIndex(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  await using bytes = takeBytes(chunks);
  let read = 0;
  for (let boxes = 0; boxes < mostBoxes; boxes++) {
    const header = await bytes.take(8);
    if (header === null) return null;
    const short = viewOf(header).getUint32(0);
    const extended = short === 1 ? await bytes.take(8) : new Uint8Array();
    if (extended === null) return null;
    const length = short === 1 ? Number(viewOf(extended).getBigUint64(0)) : short;
    const rest = length - header.byteLength - extended.byteLength;
    read += length;
    if (rest < 0 || read > mostBytes) return null;
    const type = String.fromCharCode(...header.subarray(4));
    if (type === "moov") {
      const body = await bytes.take(rest);
      return body && Buffer.concat([header, extended, body]);
    }
    if (!passed.has(type) || !(await bytes.skip(rest))) return null;
  }
  return null;
}
