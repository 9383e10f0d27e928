import { describe, expect, it } from "vitest";
import { findBreaks } from "./find-breaks.ts";

/** Frames at 25 a second whose pairs of page and media time are given in milliseconds. */
const breaks = (...times: [now: number, media: number][]) =>
  findBreaks(
    times.map(([now, media]) => ({ nowS: now / 1000, mediaS: media / 1000, width: 640 })),
    0.04,
  ).map(({ kind, mediaS, byS }) => [kind, mediaS, Math.round(byS * 1000)]);

describe("findBreaks", () => {
  it.each<[string, [number, number][]]>([
    [
      "even playback",
      [
        [1000, 0],
        [1040, 40],
        [1080, 80],
      ],
    ],
    [
      "the display's own rhythm",
      [
        [1000, 0],
        [1050, 40],
        [1083, 80],
      ],
    ],
    [
      "frames that were not reported",
      [
        [1000, 0],
        [1400, 400],
      ],
    ],
    [
      "a frame that came late, and what caught up with the clock",
      [
        [1000, 0],
        [1150, 40],
        [1160, 160],
        [1200, 200],
      ],
    ],
  ])("takes no offence at %s", (_, times) => {
    expect(breaks(...times)).toEqual([]);
  });

  it("finds a stall", () => {
    expect(breaks([1000, 0], [1040, 40], [1700, 80])).toEqual([["stall", 0.04, 620]]);
  });

  it("finds what was left out behind a frame that came late", () => {
    expect(breaks([1000, 0], [1100, 40], [1140, 240])).toEqual([["jump", 0.04, 100]]);
  });

  it("finds jumps forward and back", () => {
    expect(breaks([1000, 0], [1040, 120], [1080, 40])).toEqual([
      ["jump", 0, 80],
      ["jump", 0.12, -80],
    ]);
  });
});
