import { describe, expect, it } from "vitest";
import { findRiffTruncation } from "./riff-truncation.ts";

function check(tag: string, stated: number, size: number): Promise<string | null> {
  const file = Buffer.alloc(size);
  file.write(tag, "latin1");
  if (size >= 8) file.writeUInt32LE(stated, 4);
  return findRiffTruncation(
    async (offset, length) => new Uint8Array(file.subarray(offset, offset + length)),
    size,
  );
}

describe("findRiffTruncation", () => {
  it("finds a file that is shorter than it states", async () => {
    expect(await check("RIFF", 992, 500)).toMatch(/states 1000 bytes, but the file has 500/);
  });

  it("passes complete files, small errors, lengths that nobody filled in, and other kinds", async () => {
    expect(await check("RIFF", 992, 1000)).toBeNull();
    expect(await check("RIFF", 992, 1200)).toBeNull();
    expect(await check("RIFF", 1000, 1000)).toBeNull();
    expect(await check("RIFF", 0, 1000)).toBeNull();
    expect(await check("RIFF", 0xffffffff, 1000)).toBeNull();
    expect(await check("ABCD", 5000, 1000)).toBeNull();
    expect(await check("RIFF", 5000, 8)).toBeNull();
  });
});
