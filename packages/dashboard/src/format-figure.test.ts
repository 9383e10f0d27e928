import { describe, expect, it } from "vitest";
import { formatFigure, formatInterval, formatRatio } from "./format-figure.ts";

describe("formatFigure", () => {
  it.each([
    [411.7, "ms", "412 ms"],
    [12_400, "ms", "12400 ms"],
    [1204, "count", "1,204"],
    [0.0123, "ratio", "1.2 %"],
    [0.00123, "ratio", "0.12 %"],
    [0.000001, "ratio", "<0.01 %"],
    [0, "ratio", "0 %"],
    [1, "ratio", "100 %"],
    [0.42, "per_minute", "0.42 / min"],
  ] as const)("shows %d in %s as %s", (value, unit, shown) => {
    expect(formatFigure(value, unit)).toBe(shown);
  });
});

describe("formatInterval", () => {
  it("states its level and names the unit once", () => {
    expect(formatInterval({ level: 0.95, low: 310.2, high: 480.1 }, "ms")).toBe("95 %: 310–480 ms");
    expect(formatInterval({ level: 0.995, low: 0.008, high: 0.021 }, "ratio")).toBe("99.5 %: 0.8–2.1 %");
    expect(formatInterval({ level: 0.95, low: 0, high: 0.3 }, "per_minute")).toBe("95 %: 0–0.3 / min");
  });
});

describe("formatRatio", () => {
  it("does not show a small share as none", () => {
    expect(formatRatio(12 / 3021)).toBe("0.4 %");
    expect(formatRatio(1 / 1_000_000)).toBe("<0.01 %");
  });
});
