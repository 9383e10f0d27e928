import type { FileHandle } from "node:fs/promises";
import { writeAll } from "../write-all.ts";

/** Bytes that are collected before they are written: fewer, larger writes. */
const batchSize = 1024 * 1024;

interface BatchWriter {
  /**
   * Takes bytes for its own: their memory is freed once they are written. Resolves when there is room for more; rejects,
   * as `flush` does, once a write has failed.
   */
  add(chunk: Uint8Array): Promise<void>;
  /** Writes what was collected. */
  flush(): Promise<void>;
}

/**
 * Writes to a file in batches, the next of which is collected meanwhile. One after another, and none after one that
 * failed: the file never has a gap.
 *
 * @param onWritten called after every batch
 */
export function batchWriter(file: FileHandle, offset: number, onWritten: () => void): BatchWriter {
  let position = offset;
  let batch: Uint8Array[] = [];
  let size = 0;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    if (size === 0) return;
    const [chunks, at] = [batch, position];
    position += size;
    batch = [];
    size = 0;
    await writeAll(file, chunks, at);
    chunks.forEach(free);
    onWritten();
  }

  function flush(): Promise<void> {
    writing = writing.then(write);
    // A failure is thrown to whoever waits next.
    writing.catch(() => undefined);
    return writing;
  }

  return {
    async add(chunk) {
      batch.push(chunk);
      size += chunk.byteLength;
      if (size < batchSize) return;
      const before = writing;
      void flush();
      await before;
    },
    flush,
  };
}

/**
 * Gives a chunk's memory back at once. Left to the garbage collector, which counts memory outside of its heap against
 * it, a fast upload makes it run without a pause: half of the speed was lost to that.
 */
function free({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
