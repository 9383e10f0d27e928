import { tooLarge } from "@firstframe/ingest";

/**
 * Size at which received bytes become an object of their own. A connection that breaks loses nothing that arrived; a
 * process that dies loses at most what makes two of them: one that is being stored, one that is being received.
 */
const partSize = 4 * 1024 * 1024;

/** What is asked of the connection at a time. */
const readSize = 256 * 1024;

interface WriteOptions {
  /** Bytes that may be taken. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Called with the first bytes, before any is stored. */
  readonly onHead: (head: Uint8Array) => void;
  /** Called with all bytes, in order. */
  readonly onBytes: (bytes: Uint8Array) => Promise<void>;
  /** Stores the next part; the buffer is written to again once it is. */
  readonly put: (bytes: Uint8Array) => Promise<void>;
}

/**
 * Cuts a body into parts: the next one is received while the last one is being stored. Two buffers serve the whole
 * body, whatever its size.
 *
 * @throws TusError `payload_too_large`, and whatever broke the connection: what it had delivered is stored all the same
 */
export async function writeParts(body: ReadableStream<Uint8Array>, options: WriteOptions): Promise<void> {
  const reader = body.getReader({ mode: "byob" });
  const stop = () => void reader.cancel().catch(() => undefined);
  options.signal.addEventListener("abort", stop, { once: true });
  const parts = partBuffers(Math.min(partSize, options.limit), options.put);
  let scratch = new Uint8Array(readSize);
  let taken = 0;
  try {
    while (!options.signal.aborted) {
      const { done, value } = await reader.read(scratch);
      if (done) break;
      if (taken === 0) options.onHead(value);
      taken += value.byteLength;
      if (taken > options.limit) throw tooLarge(options.limit);
      await options.onBytes(value);
      await parts.add(value);
      scratch = new Uint8Array(value.buffer);
    }
  } finally {
    options.signal.removeEventListener("abort", stop);
    // What is not read by now will not be.
    await reader.cancel().catch(() => undefined);
    await parts.flush();
  }
}

/** Collects bytes in one buffer while the other one is being stored. */
function partBuffers(size: number, put: WriteOptions["put"]) {
  let current = new Uint8Array(size);
  let spare: Uint8Array<ArrayBuffer> | null = null;
  let filled = 0;
  let storing: Promise<void> = Promise.resolve();

  async function store(): Promise<void> {
    await storing;
    const full = current;
    storing = put(full.subarray(0, filled)).then(() => {
      spare = full;
    });
    // A failure is thrown by whoever waits next.
    storing.catch(() => undefined);
    filled = 0;
  }

  return {
    async add(bytes: Uint8Array): Promise<void> {
      for (let at = 0; at < bytes.byteLength; ) {
        if (filled === size) {
          await store();
          current = spare ?? new Uint8Array(size);
          spare = null;
        }
        const piece = bytes.subarray(at, at + size - filled);
        current.set(piece, filled);
        filled += piece.byteLength;
        at += piece.byteLength;
      }
    },
    async flush(): Promise<void> {
      if (filled > 0) await store();
      await storing;
    },
  };
}
