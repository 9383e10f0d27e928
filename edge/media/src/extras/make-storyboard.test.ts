import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pictureSize } from "../testing/inspect-output.ts";
import { makeMedia, quickVideo } from "../testing/make-media.ts";
import { makeStoryboard } from "./make-storyboard.ts";
import { planStoryboard } from "./plan-storyboard.ts";
import { greyLevels, makeWorkplace } from "./testing/make-workplace.ts";

/** A picture whose grey level says the time: `levelPerS` more with every second, from 20. */
function ramp(durationS: number, levelPerS: number, keyframeS: number): string[] {
  const lum = `lum='20+${levelPerS}*floor(T*10)/10':cb=128:cr=128`;
  const input = `color=black:size=320x180:rate=10:duration=${durationS},format=yuv420p,geq=${lum}`;
  return ["-f", "lavfi", "-i", input, ...quickVideo, "-g", `${10 * keyframeS}`, "-sc_threshold", "0"];
}

async function storyboardOf(bytes: Uint8Array) {
  await using place = await makeWorkplace(bytes);
  const { picture, durationS } = place.facts;
  if (picture === null || durationS === null) throw new Error("the source has no picture");
  const plan = planStoryboard(picture, durationS);
  const { files } = await makeStoryboard(plan, place.workplace);
  const image = join(place.workplace.directory, "storyboard.jpg");
  const vtt = await readFile(join(place.workplace.directory, "storyboard.vtt"), "utf8");
  const cues = [...vtt.matchAll(/^(\S+) --> (\S+)\nstoryboard\.jpg#xywh=(\d+),(\d+),(\d+),(\d+)$/gm)].map(
    (match) => ({
      startS: secondsOf(match[1]),
      endS: secondsOf(match[2]),
      x: Number(match[3]),
      y: Number(match[4]),
      width: Number(match[5]),
      height: Number(match[6]),
    }),
  );
  const middles = cues.map(({ x, y, width, height }) => ({ x: x + width / 2 - 4, y: y + height / 2 - 4 }));
  return {
    plan,
    files,
    cues,
    levels: await greyLevels(image, middles),
    size: await pictureSize(image),
    runs: place.commands.length,
    durationS,
  };
}

function secondsOf(time = ""): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** Full-range grey of what the ramp is at a time. */
function greyAt(timeS: number, levelPerS: number): number {
  return ((20 + levelPerS * timeS - 16) * 255) / 219;
}

describe("makeStoryboard", () => {
  it("shows what is on the screen in the middle of each interval, when there are few keyframes", async () => {
    const { cues, levels, runs, size } = await storyboardOf(await makeMedia("ramp.mp4", ...ramp(20, 9, 20)));
    expect(runs).toBe(2);
    expect(cues).toHaveLength(50);
    expect(size).toBe("2400x670");
    for (const [index, { startS, endS }] of cues.entries()) {
      expect(startS).toBeCloseTo(index * 0.4, 2);
      expect(Math.abs((levels[index] ?? 0) - greyAt((startS + endS) / 2, 9))).toBeLessThan(4);
    }
    expect(cues.at(-1)?.endS).toBeCloseTo(20, 1);
  });

  it("decodes keyframes alone when they are close enough, and is off by no more than their distance", async () => {
    const { cues, levels, runs } = await storyboardOf(await makeMedia("ramp.mp4", ...ramp(100, 2, 1)));
    expect(runs).toBe(1);
    expect(cues).toHaveLength(50);
    for (const [index, { startS, endS }] of cues.entries()) {
      const shownS = ((levels[index] ?? 0) * (219 / 255) - 4) / 2;
      expect(shownS).toBeGreaterThan(startS - 1.2);
      expect(shownS).toBeLessThan(endS + 1);
    }
  });

  it("keeps the times of a transport stream that does not begin at zero", async () => {
    const { cues, levels } = await storyboardOf(await makeMedia("ramp.ts", ...ramp(20, 9, 20)));
    for (const [index, { startS, endS }] of cues.entries()) {
      expect(Math.abs((levels[index] ?? 0) - greyAt((startS + endS) / 2, 9))).toBeLessThan(5);
    }
  });

  it("makes a single tile of a single picture", async () => {
    const { cues, size, files } = await storyboardOf(
      await makeMedia(
        "one.mp4",
        "-f",
        "lavfi",
        "-i",
        "testsrc=size=180x320:rate=25",
        "-frames:v",
        "1",
        ...quickVideo,
      ),
    );
    expect(cues).toEqual([{ startS: 0, endS: 0.04, x: 0, y: 0, width: 134, height: 240 }]);
    expect(size).toBe("134x240");
    expect(files).toMatchObject([
      { name: "storyboard.vtt", kind: "storyboard" },
      { name: "storyboard.jpg", kind: "storyboard_image", width: 134, height: 240 },
    ]);
  });
});

describe("planStoryboard", () => {
  const picture = {
    ...{ streamIndex: 0, codec: "h264", pixelFormat: null, width: 1920, height: 1080, deinterlace: false },
    ...{ toneMap: null, frameRate: { numerator: 30, denominator: 1 } },
  };

  it("has 50 tiles below a quarter of an hour, and 100 from there on", () => {
    expect(planStoryboard(picture, 899)).toMatchObject({ tiles: 50, columns: 10, rows: 5 });
    expect(planStoryboard(picture, 900)).toMatchObject({
      tiles: 100,
      columns: 10,
      rows: 10,
      intervalMs: 9000,
    });
  });

  it("has no more tiles than there are pictures", () => {
    expect(planStoryboard(picture, 0.4)).toMatchObject({ tiles: 12, columns: 10, rows: 2 });
    expect(planStoryboard(picture, 0.01)).toMatchObject({ tiles: 1, columns: 1, rows: 1 });
  });
});
