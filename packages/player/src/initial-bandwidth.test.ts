import { describe, expect, it } from "vitest";
import { initialBandwidth } from "./initial-bandwidth.ts";

describe("initialBandwidth", () => {
  it("believes what was measured before the browser, and that before a guess", () => {
    expect(initialBandwidth(3_000_000, 10)).toBe(3_000_000);
    expect(initialBandwidth(null, 3)).toBe(1_500_000);
    expect(initialBandwidth(null, undefined)).toBe(2_000_000);
    expect(initialBandwidth(Number.NaN, undefined)).toBe(2_000_000);
  });

  it("stays within bounds", () => {
    expect(initialBandwidth(90_000_000, undefined)).toBe(8_000_000);
    expect(initialBandwidth(null, 0.05)).toBe(300_000);
  });
});
