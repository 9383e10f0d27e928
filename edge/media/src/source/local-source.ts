import { createHash } from "node:crypto";
import { fileStretch } from "../file-stretch.ts";
import { MediaError } from "../media-error.ts";
import type { RetryPolicy } from "../retry.ts";
import type { WholeSource } from "./download-source.ts";

/** How far an upload has come. */
export interface UploadGrowth {
  /** Bytes received so far. */
  readonly size: number;
  /** Whether no more will come. */
  readonly isComplete: boolean;
}

/** Uploads that lie on this worker's volume. */
export interface LocalUploads {
  fileOf(uploadId: string): string;
  /** Null where the upload is not here, or no longer. */
  growth(uploadId: string): Promise<UploadGrowth | null>;
}

interface LocalSourceOptions {
  readonly uploads: LocalUploads;
  readonly id: string;
  readonly sleep: RetryPolicy["sleep"];
  readonly signal: AbortSignal;
  /** Told whenever more is in the file: how many bytes are. */
  readonly onBytes: (received: number) => void;
}

/** Between two looks at an upload that still runs, in ms. */
const lookInterval = 200;
const chunkSize = 1024 * 1024;
/** Bytes hashed after each look at an upload that still runs: on a fast network, the sender needs the processor more. */
const hashedPerLook = 16 * 1024 * 1024;

/**
 * Takes a source that lies on this worker's volume as it is, also while it grows, and computes its SHA-256.
 *
 * @throws MediaError `source_empty`, or `processing_failed` where the file is not here: another worker may have it
 */
export async function readLocalSource(options: LocalSourceOptions): Promise<WholeSource> {
  const { uploads, id, sleep, signal, onBytes } = options;
  let now = await uploads.growth(id);
  if (now === null) {
    throw new MediaError("processing_failed", "The source is not on this worker's volume", {
      retryable: true,
    });
  }
  const hash = createHash("sha256");
  const chunk = new Uint8Array(chunkSize);
  let hashed = 0;
  for (;;) {
    onBytes(now.size);
    const to = now.isComplete ? now.size : Math.min(now.size, hashed + hashedPerLook);
    if (to > hashed) {
      const stretch = { start: hashed, end: to, makeChunk: () => chunk, chunkSize };
      for await (const bytes of fileStretch(uploads.fileOf(id), stretch)) {
        hash.update(bytes);
        signal.throwIfAborted();
      }
      hashed = to;
    }
    if (now.isComplete) break;
    await sleep(lookInterval, signal);
    signal.throwIfAborted();
    now = await uploads.growth(id);
    if (now === null) throw new Error("the upload was given up while it was read");
  }
  if (hashed === 0) throw new MediaError("source_empty", "The source has no bytes");
  return { sizeBytes: hashed, sha256: hash.digest("hex") };
}
