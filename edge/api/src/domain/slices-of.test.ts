import { describe, expect, it } from "vitest";
import { slicesOf } from "./slices-of.ts";

const parts = [
  { key: "a", offset: 0, size: 10 },
  { key: "b", offset: 10, size: 1 },
  { key: "c", offset: 11, size: 9 },
];

describe("slicesOf", () => {
  it("takes exactly the bytes of the range, whatever the parts' sizes", () => {
    const source = Uint8Array.from({ length: 20 }, (_, i) => i);
    const bytes: Record<string, Uint8Array> = Object.fromEntries(
      parts.map(({ key, offset, size }) => [key, source.subarray(offset, offset + size)]),
    );
    for (let start = 0; start <= 20; start++) {
      for (let end = start; end <= 20; end++) {
        const read = slicesOf(parts, { start, end }).flatMap((slice) => [
          ...(bytes[slice.key]?.subarray(slice.start, slice.end) ?? []),
        ]);
        expect(read).toEqual([...source.subarray(start, end)]);
      }
    }
  });

  it("asks for nothing beyond what was received", () => {
    expect(slicesOf(parts, { start: 20, end: 40 })).toEqual([]);
  });
});
