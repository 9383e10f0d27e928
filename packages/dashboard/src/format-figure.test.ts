import { describe, expect, it } from "vitest";
import { formatFigure, formatInterval } from "./format-figure.ts";

describe("formatFigure", () => {
  it.each([
    [412.3, "ms", "412 ms"],
    [1234, "ms", "1.23 s"],
    [0, "ratio", "0 %"],
    [0.00001, "ratio", "<0.01 %"],
    [0.0042, "ratio", "0.42 %"],
    [0.05, "ratio", "5 %"],
    [0.1234, "ratio", "12.3 %"],
    [1, "ratio", "100 %"],
    [12345, "count", "12,345"],
    [0.4251, "per_minute", "0.43 per min"],
  ] as const)("%d in %s is %s", (value, unit, text) => {
    expect(formatFigure(value, unit)).toBe(text);
  });
});

describe("formatInterval", () => {
  it.each([
    [310.2, 479.8, "ms", "95 %: 310–480 ms"],
    [310, 1480, "ms", "95 %: 0.31–1.48 s"],
    [58_000, 125_000, "ms", "95 %: 58 s – 2 min 05 s"],
    [0, 0.0123, "ratio", "95 %: 0–1.2 %"],
    [0.1, 0.2, "per_minute", "95 %: 0.1–0.2 per min"],
  ] as const)("%d to %d in %s is %s", (low, high, unit, text) => {
    expect(formatInterval({ level: 0.95, low, high }, unit)).toBe(text);
  });
});
