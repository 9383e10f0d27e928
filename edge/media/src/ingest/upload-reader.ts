import { fileStretch } from "../file-stretch.ts";
import type { RetryPolicy } from "../retry.ts";
import type { FileUploadStore } from "./file-upload-store.ts";
import type { UploadFolder } from "./upload-folder.ts";

export interface ReadRequest {
  /** Negative for «the last −start bytes». */
  readonly start: number;
  /** Exclusive; null for «to the end». */
  readonly end: number | null;
  /** While the upload still runs: go on as bytes arrive, until it ends. */
  readonly follow: boolean;
}

export interface ReadAnswer {
  readonly body: ReadableStream<Uint8Array>;
  /** Bytes of the body; null where it follows an upload. */
  readonly length: number | null;
  /** Bytes received so far. */
  readonly size: number;
}

/** How often a reader that follows looks for more, in ms. */
const followInterval = 200;
const chunkSize = 256 * 1024;

/** Reads uploads' files, also while they grow. */
export function createUploadReader(
  { folder, store }: { readonly folder: UploadFolder; readonly store: FileUploadStore },
  sleep: RetryPolicy["sleep"],
) {
  async function* followed(
    uploadId: string,
    { start, end }: ReadRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    let next = start;
    for (;;) {
      const now = await store.growth(uploadId);
      if (now === null) throw new Error("the upload was given up while it was read");
      const available = Math.min(end ?? Number.POSITIVE_INFINITY, now.size);
      if (available > next) {
        for await (const chunk of stretch(folder.fileOf(uploadId), next, available)) {
          next += chunk.byteLength;
          yield chunk;
        }
      }
      if (now.isComplete || next >= (end ?? Number.POSITIVE_INFINITY)) return;
      await sleep(followInterval, signal);
      signal.throwIfAborted();
    }
  }

  /** @returns null where the upload is not here; «not_satisfiable» and the size for a range outside of it */
  return async function read(
    uploadId: string,
    request: ReadRequest,
  ): Promise<ReadAnswer | { readonly notWithin: number } | null> {
    const { start, end, follow } = request;
    const now = await store.growth(uploadId);
    if (now === null) return null;
    const from = start < 0 ? Math.max(0, now.size + start) : start;
    if (follow && !now.isComplete) {
      // Who reads no more is not waited with for bytes that may never come.
      const gone = new AbortController();
      const chunks = followed(uploadId, { ...request, start: from }, gone.signal);
      return { body: streamOf(chunks, () => gone.abort()), length: null, size: now.size };
    }
    const to = Math.min(end ?? now.size, now.size);
    if (from >= to) return { notWithin: now.size };
    return { body: streamOf(stretch(folder.fileOf(uploadId), from, to)), length: to - from, size: now.size };
  };
}

function stretch(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  return fileStretch(path, { start, end, makeChunk: (length) => new Uint8Array(length), chunkSize });
}

function streamOf(chunks: AsyncGenerator<Uint8Array>, onCancel?: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      onCancel?.();
      await chunks.return(undefined);
    },
  });
}
