import { viewOf } from "../mp4-boxes.ts";
import type { ByteReader } from "../read-at.ts";

/** In front of the index: recordings have a handful. */
const mostBoxes = 64;
/** Twelve hours take about half of it. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Finds the index of a file, wherever it is.
 *
 * @param read of bytes that are not there yet it gives none
 * @returns the whole `moov` box (ISO/IEC 14496-12, 8.2.1); null where there is none, or a larger one than anybody needs
 */
export async function findIndex(read: ByteReader): Promise<Uint8Array | null> {
  for (let offset = 0, boxes = 0; boxes < mostBoxes; boxes++) {
    const header = await read(offset, 16);
    if (header.byteLength < 16) return null;
    const short = viewOf(header).getUint32(0);
    const length = short === 1 ? Number(viewOf(header).getBigUint64(8)) : short;
    if (length < 8 || !Number.isSafeInteger(offset + length)) return null;
    if (String.fromCharCode(...header.subarray(4, 8)) === "moov") {
      const moov = length > mostBytes ? new Uint8Array() : await read(offset, length);
      return moov.byteLength === length ? moov : null;
    }
    offset += length;
  }
  return null;
}
