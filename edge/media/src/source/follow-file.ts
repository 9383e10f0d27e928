import { open } from "node:fs/promises";
import { readAt } from "../read-at.ts";
import type { SourceFile } from "./growing-file.ts";

const chunkBytes = 256 * 1024;

interface Stretch {
  readonly from: number;
  /** Exclusive; the source may end before. */
  readonly to: number;
}

const all: Stretch = { from: 0, to: Number.POSITIVE_INFINITY };

/** The bytes of a source, or of a stretch of it, as they come. Rejects as {@link SourceFile.moreThan}. */
export async function* followFile(
  source: SourceFile,
  signal: AbortSignal,
  { from, to }: Stretch = all,
): AsyncGenerator<Uint8Array> {
  await source.moreThan(from, signal);
  const file = await open(source.path);
  try {
    for (let position = from; position < to; ) {
      const available = Math.min(to, source.received()) - position;
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
