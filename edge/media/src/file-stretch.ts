import { open } from "node:fs/promises";

interface StretchOptions {
  readonly start: number;
  /** Exclusive. The file has to reach as far. */
  readonly end: number;
  /** Makes the memory that a chunk of at most so many bytes is read into: its own, or the one before's again. */
  readonly makeChunk: (length: number) => Uint8Array;
  /** Bytes of a chunk, at most. */
  readonly chunkSize: number;
}

/** Reads a stretch of a file. */
export async function* fileStretch(
  path: string,
  { start, end, makeChunk, chunkSize }: StretchOptions,
): AsyncGenerator<Uint8Array> {
  await using file = await open(path);
  for (let at = start; at < end; ) {
    const length = Math.min(chunkSize, end - at);
    const { buffer, bytesRead } = await file.read(makeChunk(length), 0, length, at);
    if (bytesRead === 0) throw new Error("the file ended before its end");
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
