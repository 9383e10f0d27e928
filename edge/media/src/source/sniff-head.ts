import type { ByteReader } from "../read-at.ts";

/** Where the media of a file lie, as offsets in bytes. */
export interface MediaExtent {
  /** Where their `mdat` box starts. */
  readonly mediaFrom: number;
  /** Where it ends: the index is somewhere after it. */
  readonly indexFrom: number;
}

/** Whether a file can be read from its start, without its end. */
export type HeadVerdict =
  /** It can: the bytes so far tell all that is needed to decode what follows. */
  | { readonly kind: "streamable" }
  | { readonly kind: "needs_more" }
  /** It could, were the index that comes right after the media in front of them. */
  | ({ readonly kind: "index_last"; readonly reason: string } & MediaExtent)
  /** It cannot; `reason` says why, for people. */
  | { readonly kind: "needs_all"; readonly reason: string };

/** Bytes of media that should be there besides the headers, so that a look at them is worth it. */
const mediaBytes = 512 * 1024;
const ebml = [0x1a, 0x45, 0xdf, 0xa3];
const transportPacket = 188;
const indexLast = "Its index comes after the media (moov after mdat).";
/** Before the `moov` box: recordings have a handful. */
const mostBoxes = 64;

/**
 * Decides from a file's first bytes.
 *
 * @param received bytes that are there so far
 */
export async function sniffHead(read: ByteReader, received: number): Promise<HeadVerdict> {
  const head = await read(0, 16);
  if (head.byteLength < 16) return { kind: "needs_more" };
  const enough: HeadVerdict = received >= mediaBytes ? { kind: "streamable" } : { kind: "needs_more" };
  if (ebml.every((byte, index) => head[index] === byte)) return enough;
  if (head[0] === 0x47) {
    if (received <= transportPacket) return { kind: "needs_more" };
    const next = await read(transportPacket, 1);
    if (next[0] === 0x47) return enough;
  }
  if (isBoxType(head, 4)) return sniffBoxes(read, received);
  return { kind: "needs_all", reason: "This kind of file is read as a whole." };
}

/** ISO/IEC 14496-12: the `moov` box describes the media; in front of them, they can be read as they come. */
async function sniffBoxes(read: ByteReader, received: number): Promise<HeadVerdict> {
  let boxes = 0;
  for (let offset = 0; offset + 16 <= received; boxes++) {
    const header = await read(offset, 16);
    if (header.byteLength < 16) break;
    const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
    const type = String.fromCharCode(...header.subarray(4, 8));
    const short = view.getUint32(0);
    const length = short === 1 ? Number(view.getBigUint64(8)) : short;
    // A length of 0 is «to the end of the file»: there is no index at all.
    if (type === "moof" || (type === "mdat" && length === 0)) return { kind: "needs_all", reason: indexLast };
    const isSound = length >= (short === 1 ? 16 : 8) && Number.isSafeInteger(offset + length);
    if (!isSound || boxes > mostBoxes) return { kind: "needs_all", reason: "Its structure is damaged." };
    if (type === "mdat") {
      return { kind: "index_last", reason: indexLast, mediaFrom: offset, indexFrom: offset + length };
    }
    if (type === "moov") {
      return received >= offset + length + mediaBytes ? { kind: "streamable" } : { kind: "needs_more" };
    }
    offset += length;
  }
  return { kind: "needs_more" };
}

function isBoxType(head: Uint8Array, at: number): boolean {
  return ["ftyp", "moov", "mdat", "free", "skip", "wide", "styp", "pnot"].includes(
    String.fromCharCode(...head.subarray(at, at + 4)),
  );
}
