import { describe, expect, it } from "vitest";
import { longestRetryAfter, retryDelay } from "./retry-delay.ts";

const attempts = Array.from({ length: 11 }, (_, index) => index + 1);

describe("retryDelay", () => {
  it("grows over three days, and ends", () => {
    const delays = attempts.map((attempt) => retryDelay(attempt, 0.5, null));
    expect(delays.at(-1)).toBeNull();
    const sum = delays.reduce<number>((total, delay) => total + (delay ?? 0), 0);
    expect(sum / 3600_000).toBeCloseTo(70.2, 1);
    expect(delays.slice(0, -1)).toEqual(delays.slice(0, -1).toSorted((a, b) => (a ?? 0) - (b ?? 0)));
  });

  it("spreads what failed together", () => {
    expect(retryDelay(1, 0, null)).toBe(4000);
    expect(retryDelay(1, 0.999999, null)).toBe(6000);
  });

  it("is no shorter than it was asked for, within bounds", () => {
    expect(retryDelay(1, 0.5, 60_000)).toBe(60_000);
    expect(retryDelay(4, 0.5, 60_000)).toBe(600_000);
    expect(retryDelay(1, 0.5, 1e12)).toBe(longestRetryAfter);
    expect(retryDelay(11, 0.5, 60_000)).toBeNull();
  });
});
