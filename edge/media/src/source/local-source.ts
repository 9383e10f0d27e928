import { createHash } from "node:crypto";
import { MediaError } from "../media-error.ts";
import type { WholeSource } from "./download-source.ts";

/** Uploads that lie on this worker's volume. */
export interface LocalUploads {
  fileOf(uploadId: string): string;
  /** The bytes from the start, as they arrive; null where the upload is not here. They break off when `signal` is aborted. */
  follow(uploadId: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | null>;
}

interface LocalSourceOptions {
  readonly uploads: LocalUploads;
  readonly id: string;
  readonly signal: AbortSignal;
  /** Told whenever more is in the file: how many bytes are. */
  readonly onBytes: (received: number) => void;
}

/**
 * Takes a source that lies on this worker's volume as it is, also while it grows, and computes its SHA-256.
 *
 * @throws MediaError `source_empty`, or `processing_failed` where the file is not here: another worker may have it
 */
export async function readLocalSource({
  uploads,
  id,
  signal,
  onBytes,
}: LocalSourceOptions): Promise<WholeSource> {
  const bytes = await uploads.follow(id, signal);
  if (bytes === null) {
    throw new MediaError("processing_failed", "The source is not on this worker's volume", {
      retryable: true,
    });
  }
  const hash = createHash("sha256");
  let read = 0;
  for await (const chunk of bytes) {
    signal.throwIfAborted();
    hash.update(chunk);
    read += chunk.byteLength;
    onBytes(read);
  }
  if (read === 0) throw new MediaError("source_empty", "The source has no bytes");
  return { sizeBytes: read, sha256: hash.digest("hex") };
}
