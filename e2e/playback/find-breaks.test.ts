import { describe, expect, it } from "vitest";
import { findBreaks } from "./find-breaks.ts";

/** Page and media time, and what was buffered ahead, in milliseconds. */
type Times = [now: number, media: number, ahead?: number, waited?: "waited"];

/** Frames at 25 a second; with plenty buffered unless told. */
const breaks = (...times: Times[]) =>
  findBreaks(
    times.map(([now, media, ahead = 8000, waited]) => ({
      ...{ nowS: now / 1000, mediaS: media / 1000, width: 640 },
      ...{ aheadS: ahead / 1000, waited: waited !== undefined },
    })),
    0.04,
  ).map(({ kind, mediaS, byS }) => [kind, mediaS, Math.round(byS * 1000)]);

describe("findBreaks", () => {
  it.each<[string, Times[]]>([
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
    [
      "frames that came late by more than that, with seconds buffered, and what caught up",
      [
        [1000, 0],
        [3500, 40],
        [3540, 2540],
        [3580, 2580],
      ],
    ],
    [
      "a short wait",
      [
        [1000, 0],
        [1400, 40, 0, "waited"],
      ],
    ],
  ])("takes no offence at %s", (_, times) => {
    expect(breaks(...times)).toEqual([]);
  });

  it.each<[string, Times]>([
    ["that had next to nothing buffered", [1700, 80, 300]],
    ["that said it waits", [1700, 80, 8000, "waited"]],
  ])("finds a stall of a player %s", (_, next) => {
    expect(breaks([1000, 0], [1040, 40], next)).toEqual([["stall", 0.04, 620]]);
  });

  it("finds a player that hangs with seconds buffered", () => {
    expect(breaks([1000, 0], [1040, 40], [4300, 80])).toEqual([["stall", 0.04, 3220]]);
  });

  it("finds what was left out behind a frame that came late by more", () => {
    expect(breaks([1000, 0], [2500, 40], [2540, 1740])).toEqual([["jump", 0.04, 200]]);
  });

  it("finds a jump a while after a frame that came late", () => {
    const steps = Array.from({ length: 30 }, (_, index): Times => [2500 + index * 40, 40 + index * 40]);
    expect(breaks([1000, 0], ...steps, [3700, 2700])).toEqual([["jump", 1.2, 1460]]);
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
