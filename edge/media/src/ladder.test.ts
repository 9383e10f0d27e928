import { describe, expect, it } from "vitest";
import { makeLadder } from "./ladder.ts";

function sizes(width: number, height: number): string[] {
  return makeLadder(width, height, 30).map((rung) => `${rung.width}x${rung.height}`);
}

describe("makeLadder", () => {
  it.each([
    [1920, 1080, ["1920x1080", "1280x720", "960x540", "640x360"]],
    [3840, 2160, ["1920x1080", "1280x720", "960x540", "640x360"]],
    [1080, 1920, ["1080x1920", "720x1280", "540x960", "360x640"]],
    [1280, 720, ["1280x720", "960x540", "640x360", "426x240"]],
    [640, 360, ["640x360", "426x240", "256x144"]],
    [768, 432, ["768x432", "426x240", "256x144"]],
    [1280, 360, ["1280x360", "854x240", "512x144"]],
    [480, 270, ["480x270", "256x144", "256x144"]],
    [160, 120, ["160x120", "160x120", "160x120"]],
    [2, 2, ["2x2", "2x2", "2x2"]],
    [8192, 1080, ["3840x506", "2730x360", "1820x240"]],
  ])("divides %ix%i", (width, height, expected) => {
    expect(sizes(width, height)).toEqual(expected);
  });

  it("never goes above the source, has even sides and falling bit rates", () => {
    for (let height = 2; height <= 2400; height += 46) {
      for (const aspect of [0.5, 1, 16 / 9, 2.39, 8]) {
        const width = 2 * Math.max(1, Math.round((height * aspect) / 2));
        const rungs = makeLadder(width, height, 30);
        expect(rungs.length).toBeGreaterThanOrEqual(3);
        expect(rungs.length).toBeLessThanOrEqual(4);
        rungs.forEach((rung, index) => {
          expect((rung.width % 2) + (rung.height % 2)).toBe(0);
          expect(rung.width).toBeLessThanOrEqual(width);
          expect(rung.height).toBeLessThanOrEqual(height);
          const below = rungs[index + 1];
          if (below) expect(below.maximumBitrate).toBeLessThan(rung.maximumBitrate);
        });
      }
    }
  });

  it("gives higher frame rates more bits, within the cap", () => {
    const [slow, fast, extreme] = [
      makeLadder(1280, 720, 30),
      makeLadder(1280, 720, 60),
      makeLadder(3840, 1080, 60),
    ];
    expect(slow[0]?.maximumBitrate).toBe(2_700_000);
    expect(fast[0]?.maximumBitrate).toBeGreaterThan(4_000_000);
    expect(extreme[0]?.maximumBitrate).toBe(8_000_000);
  });
});
