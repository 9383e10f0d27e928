import { describe, expect, it } from "vitest";
import { formatDuration, formatLength, formatMilliseconds } from "./format-duration.ts";

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [412.4, "412 ms"],
    [999.4, "999 ms"],
    [999.6, "1 s"],
    [1234, "1.23 s"],
    [9_996, "10 s"],
    [12_340, "12.3 s"],
    [59_940, "59.9 s"],
    [59_960, "1 min 00 s"],
    [125_000, "2 min 05 s"],
    [3_599_600, "1 h 00 min"],
    [3_725_000, "1 h 02 min"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("formatMilliseconds", () => {
  it("keeps one unit, however long", () => {
    expect(formatMilliseconds(411.6)).toBe("412 ms");
    expect(formatMilliseconds(12_345.2)).toBe("12345 ms");
  });
});

describe("formatLength", () => {
  it.each([
    [6_800, "0:07"],
    [59_600, "1:00"],
    [125_000, "2:05"],
    [3_725_000, "1:02:05"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatLength(ms)).toBe(text);
  });
});
