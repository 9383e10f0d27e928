import { type Box, viewOf } from "../mp4-boxes.ts";

/** Where the chunks of a track start, as offsets in its file. */
export interface ChunkOffsets {
  readonly count: number;
  at(index: number): number;
  /** Adds as many bytes to all of them, in the bytes that were given. @throws RangeError where one gets too large for its table */
  shift(bytes: number): void;
}

/**
 * Reads a `stco` or `co64` box (ISO/IEC 14496-12, 8.7.5).
 *
 * @throws RangeError when it is shorter than it says
 */
export function chunkOffsets({ type, body }: Box): ChunkOffsets {
  const view = viewOf(body);
  const width = type === "co64" ? 8 : 4;
  const count = view.getUint32(4);
  if (8 + width * count > body.byteLength) throw new RangeError(`there are no ${count} chunk offsets`);
  const at = (index: number) => {
    const position = 8 + width * index;
    return width === 8 ? Number(view.getBigUint64(position)) : view.getUint32(position);
  };
  return {
    count,
    at,
    shift(bytes) {
      for (let index = 0; index < count; index++) {
        const offset = at(index) + bytes;
        const position = 8 + width * index;
        if (width === 8) view.setBigUint64(position, BigInt(offset));
        else if (offset > 0xffffffff) throw new RangeError(`${offset} is no offset of 32 bits`);
        else view.setUint32(position, offset);
      }
    },
  };
}
