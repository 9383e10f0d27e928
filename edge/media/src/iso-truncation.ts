import type { ByteReader } from "./read-at.ts";

/** Top-level boxes of ISO/IEC 14496-12 and QuickTime files. */
const knownBoxes = new Set(
  "ftyp styp moov mdat moof mfra free skip wide pnot udta uuid meta sidx ssix emsg prft pdin junk imda".split(
    " ",
  ),
);

/** More than any sound file has: keeps a crafted file of tiny boxes from being walked for ever. */
const maximumBoxes = 200_000;

/**
 * Finds out whether an ISO-BMFF or QuickTime file was cut short, by walking its top-level boxes: one that runs past
 * the end of the file, or media data without the index that belongs to it.
 *
 * Bytes after the last box that are no box themselves are let pass, as players do.
 *
 * @param size bytes of the file
 * @returns what is wrong; null when the file is complete or is of another kind
 */
export async function findIsoTruncation(read: ByteReader, size: number): Promise<string | null> {
  const seen = new Set<string>();
  let offset = 0;
  for (let boxes = 0; offset < size && boxes < maximumBoxes; boxes++) {
    const header = await read(offset, 16);
    const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
    if (header.byteLength < 8) break;
    const type = String.fromCharCode(...header.subarray(4, 8));
    if (!knownBoxes.has(type)) {
      if (seen.size === 0) return null;
      break;
    }
    let length = view.getUint32(0);
    if (length === 0) {
      length = size - offset;
    } else if (length === 1) {
      if (header.byteLength < 16) return `box ${type} at ${offset} has no whole header`;
      length = Number(view.getBigUint64(8));
    }
    if (length < 8) break;
    if (offset + length > size) {
      return `box ${type} at ${offset} has ${length} bytes, but the file ends after ${size - offset} of them`;
    }
    seen.add(type);
    offset += length;
  }
  if (seen.has("mdat") && !seen.has("moov")) return "the file has media data, but no moov box";
  return null;
}
