import type { ByteRange, SourcePart } from "./byte-ports.ts";

/** One read of the bucket: these bytes of that part. */
interface PartSlice extends ByteRange {
  readonly key: string;
}

/** Maps a range of the source onto slices of its parts. */
export function slicesOf(parts: readonly SourcePart[], range: ByteRange): PartSlice[] {
  const slices: PartSlice[] = [];
  for (const part of parts) {
    const start = Math.max(range.start, part.offset) - part.offset;
    const end = Math.min(range.end, part.offset + part.size) - part.offset;
    if (start < end) slices.push({ key: part.key, start, end });
  }
  return slices;
}
