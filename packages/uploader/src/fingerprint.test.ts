import { describe, expect, it } from "vitest";
import { fingerprint } from "./fingerprint.ts";

const { subtle } = crypto;
const bytes = (size: number, change = -1) => {
  const content = Uint8Array.from({ length: size }, (_, i) => i % 251);
  if (change >= 0) content[change] = 255;
  return content;
};

describe("fingerprint", () => {
  it("knows the same content under another name and date", async () => {
    const one = new File([bytes(300_000)], "a.mp4", { lastModified: 1 });
    const other = new File([bytes(300_000)], "b.mp4", { lastModified: 2 });
    expect(await fingerprint(one, subtle)).toBe(await fingerprint(other, subtle));
  });

  it.each([0, 150_000, 299_999])("sees a change at byte %i", async (change) => {
    const print = await fingerprint(new Blob([bytes(300_000)]), subtle);
    expect(await fingerprint(new Blob([bytes(300_000, change)]), subtle)).not.toBe(print);
  });

  it("sees another length, and takes files smaller than a sample", async () => {
    const prints = await Promise.all([10, 11].map((size) => fingerprint(new Blob([bytes(size)]), subtle)));
    expect(new Set(prints).size).toBe(2);
  });

  it("is null where there is no cryptography", async () => {
    expect(await fingerprint(new Blob([bytes(10)]), undefined)).toBeNull();
  });
});
