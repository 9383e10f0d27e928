import { describe, expect, it } from "vitest";
import { findShift } from "./find-shift.ts";
import type { Level } from "./read-levels.ts";

/** Frames at 25 a second of something that never repeats, so many seconds late. */
function course(lateS: number, strength = 1): Level[] {
  return Array.from({ length: 100 }, (_, index) => {
    const atS = index / 25;
    return { atS: atS + lateS, value: strength * (Math.sin(atS * atS * 3) + Math.cos(atS * 7)) };
  });
}

describe("findShift", () => {
  it.each([0, 0.04, -0.04, 0.2, -0.3])("finds %d s", (shift) => {
    expect(findShift(course(0.4), course(0.4 + shift))).toBeCloseTo(shift, 6);
    expect(findShift(course(0.4), course(0.4 + shift, 0.5))).toBeCloseTo(shift, 6);
  });

  it("finds none where every shift is as good", () => {
    const ramp = course(0).map(({ atS }, index) => ({ atS, value: index + (index % 2) / 1000 }));
    expect(findShift(ramp, ramp)).toBeNull();
  });

  it.each([
    ["nothing", []],
    ["what stands still", course(0, 0)],
    [
      "what is something else",
      course(0)
        .reverse()
        .map(({ value }, index) => ({ atS: index / 25, value })),
    ],
  ])("finds none in %s", (_, other) => {
    expect(findShift(course(0), other)).toBeNull();
  });
});
