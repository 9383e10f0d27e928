import { describe, expect, it } from "vitest";
import { formatDuration, formatMilliseconds } from "./format-duration.ts";

describe("formatMilliseconds", () => {
  it("keeps to one unit", () => {
    expect(formatMilliseconds(411.7)).toBe("412 ms");
    expect(formatMilliseconds(12_400.2)).toBe("12400 ms");
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0 s"],
    [49, "0 s"],
    [4200, "4.2 s"],
    [41_000, "41 s"],
    [59_960, "1 min 00 s"],
    [60_000, "1 min 00 s"],
    [125_500, "2 min 06 s"],
    [3_599_600, "1 h 00 min"],
    [7_620_000, "2 h 07 min"],
  ])("shows %d ms as %s", (ms, shown) => {
    expect(formatDuration(ms)).toBe(shown);
  });
});
