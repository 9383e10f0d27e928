import { describe, expect, it } from "vitest";
import { alignPieces } from "./align-pieces.ts";

const pieces = [3, 10.5, 18, 25.5].map((startS) => ({ startS, lengthS: 1.5 }));
const starts = (keyframesS: readonly number[]) =>
  alignPieces(pieces, keyframesS).map(({ startS }) => Math.round(startS * 100) / 100);

describe("alignPieces", () => {
  it("begins just behind the nearest keyframes", () => {
    expect(starts([0, 5, 10, 15, 20, 25])).toEqual([5.15, 10.15, 20.15, 25.15]);
  });

  it("leaves pieces apart where keyframes are few", () => {
    expect(starts([0])).toEqual([0.15, 10.5, 18, 25.5]);
    expect(starts([])).toEqual([3, 10.5, 18, 25.5]);
  });

  it("keeps every piece within its part of the source", () => {
    const keyframesS = Array.from({ length: 60 }, (_, index) => index / 2);
    for (const [index, { startS, lengthS }] of alignPieces(pieces, keyframesS).entries()) {
      expect(startS).toBeGreaterThanOrEqual(7.5 * index);
      expect(startS + lengthS).toBeLessThanOrEqual(7.5 * (index + 1));
    }
  });

  it("leaves a single piece where it is", () => {
    expect(alignPieces([{ startS: 0, lengthS: 6 }], [2])).toEqual([{ startS: 0, lengthS: 6 }]);
  });
});
