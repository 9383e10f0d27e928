import type { FileHandle } from "node:fs/promises";
import { writeAll } from "../write-all.ts";

/** Bytes that are collected before they are written: fewer, larger writes. */
const batchSize = 1024 * 1024;

interface BatchWriter {
  /** Takes bytes; resolves when there is room for more. Rejects, as `flush` does, once a write has failed. */
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
