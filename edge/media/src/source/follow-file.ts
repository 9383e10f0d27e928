import { open } from "node:fs/promises";
import { readAt } from "../read-at.ts";
import type { SourceFile } from "./growing-file.ts";

const chunkBytes = 256 * 1024;

/** The bytes of a source from its start, as they come, to its end. Rejects as {@link SourceFile.moreThan}. */
export async function* followFile(source: SourceFile, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  await source.moreThan(0, signal);
  const file = await open(source.path);
  try {
    for (let position = 0; ; ) {
      const available = source.received() - position;
      if (available <= 0) {
        if (source.isWhole()) return;
        await source.moreThan(position, signal);
        continue;
      }
      const length = Math.min(chunkBytes, available);
      const bytes = await readAt(file, position, length);
      if (bytes.byteLength === 0) throw new Error(`the source lacks bytes from ${position} on`);
      position += bytes.byteLength;
      yield bytes;
    }
  } finally {
    await file.close();
  }
}
