import { describe, expect, it } from "vitest";
import { averageBitrate, peakBitrate } from "./bitrate.ts";
import type { Segment } from "./segment.ts";

function segments(...sizes: [durationS: number, sizeBytes: number][]): Segment[] {
  return sizes.map(([durationS, sizeBytes], index) => ({
    uri: `${index}`,
    durationS,
    sizeBytes,
    keyframe: null,
  }));
}

describe("peakBitrate", () => {
  it("is that of the densest segment", () => {
    expect(peakBitrate(segments([4, 1000], [4, 3000], [4, 2000]), 4)).toBe(6000);
  });

  it("does not count a short remainder alone", () => {
    expect(peakBitrate(segments([4, 4000], [0.04, 1000]), 4)).toBe(Math.ceil((5000 * 8) / 4.04));
  });

  it("is the whole's, when that is shorter than half a target duration", () => {
    expect(peakBitrate(segments([0.5, 1000]), 4)).toBe(16000);
  });
});

describe("averageBitrate", () => {
  it("weighs segments by their durations", () => {
    expect(averageBitrate(segments([4, 4000], [1, 1000]))).toBe(8000);
  });
});
