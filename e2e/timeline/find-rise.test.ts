import { describe, expect, it } from "vitest";
import { findRise } from "./find-rise.ts";

const levels = (...values: number[]) => values.map((value, index) => ({ atS: 5 + index / 10, value }));

describe("findRise", () => {
  it("finds when a level first comes near its peak", () => {
    expect(findRise(levels(10, 12, 11, 90, 100, 98, 10, 12), 20, 40)).toBe(5.3);
  });

  it.each([
    ["nothing", []],
    ["hardly any change", levels(10, 12, 11, 30)],
  ])("finds none in %s", (_, none) => {
    expect(findRise(none, 20, 40)).toBeNull();
  });
});
