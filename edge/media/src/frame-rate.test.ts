import { describe, expect, it } from "vitest";
import { encodingFrameRate } from "./frame-rate.ts";
import { parseRational } from "./rational.ts";

describe("encodingFrameRate", () => {
  it.each([
    ["25/1", "25/1", "25/1"],
    ["30000/1001", "30000/1001", "30000/1001"],
    ["25/2", "25/2", "25/2"],
    ["0/0", "24/1", "24/1"],
    // A hair off
    ["2997003/100000", "90000/1", "30000/1001"],
    ["13426000/447533", "30/1", "30/1"],
    // Variable rates
    ["745000/35229", "117/4", "745000/35229"],
    // High rates lose every second frame or more
    ["120/1", "120/1", "60/1"],
    ["120000/1001", "120000/1001", "60000/1001"],
    ["240/1", "240/1", "60/1"],
    ["100/1", "100/1", "50/1"],
    // Beyond reason
    ["1/10", "1/10", "1/1"],
    ["0/0", "90000/1", "30/1"],
    ["0/0", "0/0", "30/1"],
  ])("makes %s (base %s) into %s", (average, base, expected) => {
    const { numerator, denominator } = encodingFrameRate(parseRational(average), parseRational(base));
    const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
    const divisor = gcd(numerator, denominator);
    expect(`${numerator / divisor}/${denominator / divisor}`).toBe(expected);
  });
});
