import { describe, expect, it } from "vitest";
import { findIsoTruncation } from "./iso-truncation.ts";

function box(type: string, content: number, declared = content + 8): Uint8Array {
  const bytes = new Uint8Array(8 + content);
  new DataView(bytes.buffer).setUint32(0, declared);
  bytes.set(new TextEncoder().encode(type), 4);
  return bytes;
}

function largeBox(type: string, content: number, declared: bigint): Uint8Array {
  const bytes = box(type, content + 8, 1);
  new DataView(bytes.buffer).setBigUint64(8, declared);
  return bytes;
}

function check(...parts: Uint8Array[]): Promise<string | null> {
  const file = Buffer.concat(parts);
  return findIsoTruncation(
    async (offset, length) => new Uint8Array(file.subarray(offset, offset + length)),
    file.byteLength,
  );
}

describe("findIsoTruncation", () => {
  it("passes a complete file", async () => {
    expect(await check(box("ftyp", 16), box("moov", 40), box("mdat", 100))).toBeNull();
  });

  it("passes a box that lasts to the end of the file", async () => {
    expect(await check(box("ftyp", 16), box("moov", 40), box("mdat", 100, 0))).toBeNull();
  });

  it("passes boxes of 64 bits", async () => {
    expect(await check(box("ftyp", 16), box("moov", 40), largeBox("mdat", 100, 116n))).toBeNull();
  });

  it("passes padding and foreign bytes at the end", async () => {
    expect(await check(box("ftyp", 16), box("moov", 4), box("mdat", 9), new Uint8Array(5))).toBeNull();
    expect(await check(box("ftyp", 16), box("moov", 4), box("mdat", 9), new Uint8Array(64))).toBeNull();
    expect(await check(box("ftyp", 16), box("moov", 4), box("mdat", 9), box("ABCD", 20, 5000))).toBeNull();
  });

  it("has nothing to say about other kinds of files", async () => {
    expect(await check(new TextEncoder().encode("#EXTM3U and more text than that"))).toBeNull();
    expect(await check(new Uint8Array())).toBeNull();
  });

  it("finds media data that is cut", async () => {
    expect(await check(box("ftyp", 16), box("moov", 40), box("mdat", 100, 5000))).toMatch(
      /mdat at 72 has 5000 bytes/,
    );
    expect(await check(box("ftyp", 16), box("moov", 40), largeBox("mdat", 10, 1n << 33n))).toMatch(/mdat/);
  });

  it("finds an index that is cut", async () => {
    expect(await check(box("ftyp", 16), box("moov", 4, 400))).toMatch(/moov/);
  });

  it("finds fragments that are cut", async () => {
    expect(
      await check(box("ftyp", 16), box("moov", 4), box("moof", 8), box("mdat", 8), box("moof", 8, 90)),
    ).toMatch(/moof/);
  });

  it("finds media data without an index", async () => {
    expect(await check(box("ftyp", 16), box("mdat", 100))).toMatch(/no moov/);
  });

  it("ends on a file of endless tiny boxes", async () => {
    let reads = 0;
    await findIsoTruncation(async () => {
      reads++;
      return box("free", 8, 8);
    }, Number.MAX_SAFE_INTEGER);
    expect(reads).toBeLessThan(1_000_000);
  });
});
