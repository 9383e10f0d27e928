import { describe, expect, it } from "vitest";
import { ratioOfSums, shareFigure } from "./ratio-interval.ts";

describe("shareFigure", () => {
  it("gives Wilson's interval", () => {
    const figure = shareFigure(3, 20);
    expect(figure.value).toBe(0.15);
    expect(figure.interval?.low).toBeCloseTo(0.0524, 3);
    expect(figure.interval?.high).toBeCloseTo(0.3604, 3);
  });

  it("does not pretend that no failure seen means none possible", () => {
    expect(shareFigure(0, 10).interval?.low).toBe(0);
    expect(shareFigure(0, 10).interval?.high).toBeCloseTo(0.2775, 3);
  });

  it("has no value without views", () => {
    expect(shareFigure(0, 0)).toEqual({ value: null, interval: null });
  });
});

describe("ratioOfSums", () => {
  it("divides sums, not means of ratios", () => {
    // Stalled 1 of 10 s and 0 of 90 s: 1 %, not 5 %.
    expect(ratioOfSums({ n: 2, x: 1, y: 100, xx: 1, yy: 8200, xy: 10 }).value).toBe(0.01);
  });

  it("gives a point for an exactly constant ratio and nothing for too few pairs", () => {
    const constant = { n: 20, x: 20, y: 200, xx: 20, yy: 2000, xy: 200 };
    const { interval } = ratioOfSums(constant);
    expect(interval?.low).toBeCloseTo(0.1, 6);
    expect(interval?.high).toBeCloseTo(0.1, 6);
    expect(ratioOfSums({ ...constant, n: 5 }).interval).toBeNull();
  });
});
