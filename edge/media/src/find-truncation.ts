import { findIsoTruncation } from "./iso-truncation.ts";
import type { ByteReader } from "./read-at.ts";
import { findRiffTruncation } from "./riff-truncation.ts";

/**
 * Finds out from a file's own structure whether it was cut short. Containers that do not state their length are
 * judged after encoding instead.
 *
 * @param size bytes of the file
 * @returns what is wrong; null when nothing is
 */
export async function findTruncation(read: ByteReader, size: number): Promise<string | null> {
  return (await findRiffTruncation(read, size)) ?? (await findIsoTruncation(read, size));
}
