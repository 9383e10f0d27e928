import type { ByteReader } from "./read-at.ts";

/** Written by programs that could not go back to fill in the length. */
const unknownLengths = new Set([0, 0xffffffff]);
/** Lengths that are a little off are the writer's fault, and harmless. */
const leastShare = 0.95;

/**
 * Finds out whether a RIFF file (AVI, WAV) was cut short: its header states the length of the whole, or of the first
 * part of a large AVI.
 *
 * @param size bytes of the file
 * @returns what is wrong; null when the file is complete or is of another kind
 */
export async function findRiffTruncation(read: ByteReader, size: number): Promise<string | null> {
  const header = await read(0, 12);
  if (header.byteLength < 12 || String.fromCharCode(...header.subarray(0, 4)) !== "RIFF") return null;
  const length = new DataView(header.buffer, header.byteOffset, header.byteLength).getUint32(4, true);
  if (unknownLengths.has(length) || size >= (length + 8) * leastShare) return null;
  return `the RIFF header states ${length + 8} bytes, but the file has ${size}`;
}
