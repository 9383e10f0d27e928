import { describe, expect, it } from "vitest";
import { quantileRanks } from "./quantile-interval.ts";

describe("quantileRanks", () => {
  it("gives no interval where the sample cannot support one", () => {
    // P(all five lie on one side of the median) = 2 × 0.5⁵ = 6.25 % > 5 %.
    expect(quantileRanks(5, 0.5)).toEqual({ value: 2, interval: null });
    expect(quantileRanks(1, 0.95)).toEqual({ value: 0, interval: null });
  });

  it("agrees with published tables", () => {
    // n = 10, median, 95 %: second and ninth value (coverage 97.9 %).
    expect(quantileRanks(10, 0.5)).toEqual({ value: 4, interval: { low: 1, high: 8 } });
    // n = 100, median: 40th and 61st value (coverage 96.5 %).
    expect(quantileRanks(100, 0.5).interval).toEqual({ low: 39, high: 60 });
  });

  it("covers the true quantile at least as often as it says, for several quantiles and sizes", () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1664525 + 1013904223) % 2 ** 32;
      return seed / 2 ** 32;
    };
    for (const [n, p] of [
      [40, 0.5],
      [120, 0.75],
      [400, 0.95],
    ] as const) {
      const ranks = quantileRanks(n, p).interval;
      if (ranks === null) throw new Error("expected an interval");
      let covered = 0;
      const rounds = 2000;
      for (let round = 0; round < rounds; round++) {
        const values = Array.from({ length: n }, random).sort((a, b) => a - b);
        if ((values[ranks.low] ?? 2) <= p && p <= (values[ranks.high] ?? -1)) covered++;
      }
      // Three standard errors of 2,000 rounds below the level.
      expect(covered / rounds).toBeGreaterThan(0.935);
    }
  });

  it("joins the exact and the approximate computation smoothly", () => {
    const exact = quantileRanks(2000, 0.9).interval;
    const approximate = quantileRanks(2001, 0.9).interval;
    expect(Math.abs((exact?.low ?? 0) - (approximate?.low ?? 0))).toBeLessThanOrEqual(3);
    expect(Math.abs((exact?.high ?? 0) - (approximate?.high ?? 0))).toBeLessThanOrEqual(3);
  });
});
