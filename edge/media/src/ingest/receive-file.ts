import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { checksumMismatch, type ReceiveOptions, tooLarge, type UploadChecksum } from "@firstframe/ingest";

/** Bytes that are collected before they are written: fewer, larger writes. */
const batchSize = 1024 * 1024;

type Write = Pick<ReceiveOptions, "offset" | "limit" | "checksum" | "signal" | "onHead">;

/**
 * Appends a body to a file. What a connection delivered before it broke is kept; under a checksum, no byte gets into the
 * file before all are proved, so that neither a reader nor a process that dies can take unproved ones for received.
 *
 * @returns the offset after the bytes
 * @throws TusError `payload_too_large`, `checksum_mismatch`, and whatever broke the connection
 */
export async function receiveFile(
  path: string,
  body: ReadableStream<Uint8Array>,
  options: Write,
): Promise<number> {
  if (options.checksum === null) return append(path, body, options);
  const unproved = `${path}.unproved`;
  try {
    await (await open(unproved, "w")).close();
    await append(unproved, body, { ...options, offset: 0 });
    await prove(unproved, options.checksum);
    const file = await open(path, "r+");
    try {
      let end = options.offset;
      for await (const chunk of createReadStream(unproved)) {
        await file.write(chunk, 0, chunk.byteLength, end);
        end += chunk.byteLength;
      }
      return end;
    } finally {
      await file.close();
    }
  } finally {
    await rm(unproved, { force: true });
  }
}

async function prove(path: string, { algorithm, digest }: UploadChecksum): Promise<void> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  if (hash.digest("base64") !== digest) throw checksumMismatch();
}

async function append(
  path: string,
  body: ReadableStream<Uint8Array>,
  { offset, limit, signal, onHead }: Write,
): Promise<number> {
  const file = await open(path, "r+");
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", stop, { once: true });
  const writer = batchWriter(file, offset);
  let taken = 0;
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (done) break;
      if (taken === 0 && offset === 0) onHead(value);
      taken += value.byteLength;
      if (taken > limit) throw tooLarge(limit);
      await writer.add(value);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await reader.cancel().catch(() => undefined);
    await writer.flush().finally(() => file.close());
  }
  return offset + taken;
}

/** Writes in batches, the next of which is collected meanwhile. */
function batchWriter(file: FileHandle, offset: number) {
  let position = offset;
  let batch: Uint8Array[] = [];
  let size = 0;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    await writing;
    const [chunks, at] = [batch, position];
    position += size;
    batch = [];
    size = 0;
    writing = writeAll(file, chunks, at);
    // A failure is thrown by whoever waits next.
    writing.catch(() => undefined);
  }

  return {
    async add(chunk: Uint8Array): Promise<void> {
      batch.push(chunk);
      size += chunk.byteLength;
      if (size >= batchSize) await write();
    },
    async flush(): Promise<void> {
      if (size > 0) await write();
      await writing;
    },
  };
}

async function writeAll(file: FileHandle, chunks: Uint8Array[], position: number): Promise<void> {
  const size = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const { bytesWritten } = await file.writev(chunks, position);
  if (bytesWritten === size) return;
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  await writeAll(file, [rest], position + bytesWritten);
}
