import { describe, expect, it } from "vitest";
import { formatBitrate, formatBytes } from "./format-size.ts";

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [840, "840 B"],
    [999_700, "1 MB"],
    [48_200_120, "48.2 MB"],
    [53_687_091_200, "53.7 GB"],
  ])("shows %d as %s", (bytes, shown) => {
    expect(formatBytes(bytes)).toBe(shown);
  });
});

describe("formatBitrate", () => {
  it("is decimal", () => {
    expect(formatBitrate(128_000)).toBe("128 kbit/s");
    expect(formatBitrate(4_800_000)).toBe("4.8 Mbit/s");
  });
});
