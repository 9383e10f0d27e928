import { open } from "node:fs/promises";
import { findTruncation } from "../find-truncation.ts";
import { MediaError } from "../media-error.ts";
import { readAt } from "../read-at.ts";
import type { WholeSource } from "../source/download-source.ts";

/**
 * Refuses a file that was cut short.
 *
 * @throws MediaError `source_truncated`
 */
export async function checkCompleteness({ sizeBytes }: WholeSource, path: string): Promise<void> {
  const file = await open(path);
  try {
    const problem = await findTruncation((offset, length) => readAt(file, offset, length), sizeBytes);
    if (problem !== null) throw new MediaError("source_truncated", problem);
  } finally {
    await file.close();
  }
}
