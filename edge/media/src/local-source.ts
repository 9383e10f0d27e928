import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { FetchedSource } from "./fetch-source.ts";
import { MediaError } from "./media-error.ts";

interface LocalSourceOptions {
  readonly path: string;
  readonly signal: AbortSignal;
  /** Share of the file, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Takes a source that lies on this worker's volume as it is, and computes its SHA-256.
 *
 * @throws MediaError `source_empty`, or `processing_failed` where the file is not here: another worker may have it
 */
export async function readLocalSource({
  path,
  signal,
  onProgress,
}: LocalSourceOptions): Promise<FetchedSource> {
  const file = await stat(path).catch((cause: unknown) => {
    const detail = "The source is not on this worker's volume";
    throw new MediaError("processing_failed", detail, { retryable: true, cause });
  });
  if (file.size === 0) throw new MediaError("source_empty", "The source has no bytes");
  const hash = createHash("sha256");
  let read = 0;
  for await (const chunk of createReadStream(path, { signal, highWaterMark: 1024 * 1024 })) {
    hash.update(chunk);
    read += chunk.length;
    onProgress(read / file.size);
  }
  return { sizeBytes: read, sha256: hash.digest("hex") };
}
