import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { signatureBytes } from "@firstframe/contract/constants";
import { checksumMismatch, type ReceiveOptions, tooLarge } from "@firstframe/ingest";
import { writeAll } from "../write-all.ts";
import { batchWriter } from "./batch-writer.ts";
import { unfinishedName } from "./unfinished-file.ts";

interface Write extends Pick<ReceiveOptions, "offset" | "limit" | "checksum" | "signal" | "onHead"> {
  /** Called whenever the file has grown. */
  readonly onKept: () => void;
}

/** Whatever came is in the file this soon, in ms, also where the connection is slow or stalls. */
const longestInMemory = 500;

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
  { checksum, ...options }: Write,
): Promise<number> {
  const { offset, onHead, onKept } = options;
  const onFirst = (head: Uint8Array) => {
    if (offset === 0) onHead(head);
  };
  if (checksum === null) return append(path, body, { ...options, onHead: onFirst, sum: null });
  const unproved = unfinishedName(path, "unproved");
  const sum = createHash(checksum.algorithm);
  let first: Uint8Array = new Uint8Array();
  try {
    await (await open(unproved, "w")).close();
    await append(unproved, body, {
      ...options,
      ...{ offset: 0, onKept: () => undefined, sum },
      onHead(bytes) {
        first = bytes.slice(0, signatureBytes);
      },
    });
    if (sum.digest("base64") !== checksum.digest) throw checksumMismatch();
    onFirst(first);
    const end = await copyOnto(path, offset, unproved);
    onKept();
    return end;
  } finally {
    await rm(unproved, { force: true });
  }
}

/** Appends proved bytes: wherever a process dies in this, those that got into the file count rightly. */
async function copyOnto(path: string, offset: number, from: string): Promise<number> {
  const file = await open(path, "r+");
  try {
    let end = offset;
    for await (const chunk of createReadStream(from)) {
      await writeAll(file, [chunk], end);
      end += chunk.byteLength;
    }
    return end;
  } finally {
    await file.close();
  }
}

async function append(
  path: string,
  body: ReadableStream<Uint8Array>,
  { offset, limit, signal, onHead, onKept, sum }: Omit<Write, "checksum"> & { readonly sum: Hash | null },
): Promise<number> {
  const file = await open(path, "r+");
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", stop, { once: true });
  const writer = batchWriter(file, offset, onKept);
  const timer = setInterval(writer.flush, longestInMemory);
  let taken = 0;
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (done) break;
      if (taken === 0) onHead(value);
      taken += value.byteLength;
      if (taken > limit) throw tooLarge(limit);
      sum?.update(value);
      await writer.add(value);
    }
  } finally {
    clearInterval(timer);
    signal.removeEventListener("abort", stop);
    await reader.cancel().catch(() => undefined);
    await writer.flush().finally(() => file.close());
  }
  return offset + taken;
}
