import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { MediaError } from "../media-error.ts";
import { writeAll } from "../write-all.ts";
import { type StreamOptions, streamSource } from "./stream-source.ts";

export interface WholeSource {
  readonly sizeBytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

interface DownloadOptions extends Omit<StreamOptions, "offset"> {
  /** Where to write the file. */
  readonly path: string;
  /** Told whenever more is in the file: how many bytes are. */
  readonly onBytes: (received: number) => void;
}

/**
 * Downloads the source, as it grows if it still does, and computes its SHA-256 on the way.
 *
 * @throws MediaError `source_empty`, or `processing_failed` when the source cannot be had
 * @throws TaskLostError, or the signal's reason
 */
export async function downloadSource({ path, onBytes, ...options }: DownloadOptions): Promise<WholeSource> {
  const hash = createHash("sha256");
  let received = 0;
  const file = await open(path, "w");
  try {
    for await (const chunk of streamSource({ ...options, offset: 0 })) {
      await writeAll(file, [chunk], received);
      hash.update(chunk);
      received += chunk.byteLength;
      onBytes(received);
    }
  } finally {
    await file.close();
  }
  if (received === 0) throw new MediaError("source_empty", "The source has no bytes");
  return { sizeBytes: received, sha256: hash.digest("hex") };
}
