import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { receiveFile } from "./receive-file.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "firstframe-test-receive-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const { signal } = new AbortController();

/** Receives a body of three chunks: two of memory of their own, one that is a part of shared memory. */
async function receive(algorithm: "SHA-256" | null) {
  const path = join(directory, "upload");
  await writeFile(path, "");
  const shared = Buffer.from("not sent, sent, not sent");
  const chunks = [
    Uint8Array.from(Buffer.from("one ")),
    shared.subarray(10, 14),
    new Uint8Array(70_000).fill(33),
  ];
  const all = Buffer.concat(chunks);
  const digest = createHash("sha256").update(all).digest("base64");
  const heads: string[] = [];
  const end = await receiveFile(path, ReadableStream.from(chunks), {
    ...{ offset: 0, limit: all.byteLength, signal, onKept: () => undefined },
    checksum: algorithm && { algorithm, digest },
    onHead: (head) => heads.push(Buffer.from(head).toString()),
  });
  expect([end, (await readFile(path)).equals(all)]).toEqual([all.byteLength, true]);
  return { chunks, shared, heads };
}

describe("receiveFile", () => {
  it("gives the memory of what it has written back at once, and leaves memory alone that is not the chunk's", async () => {
    const { chunks, shared, heads } = await receive(null);
    expect(chunks.map(({ byteLength }) => byteLength)).toEqual([0, 4, 0]);
    expect(shared.toString()).toBe("not sent, sent, not sent");
    expect(heads).toEqual(["one "]);
  });

  it("still knows how the file begins once a checksum has proved it", async () => {
    expect((await receive("SHA-256")).heads).toEqual(["one "]);
  });
});
