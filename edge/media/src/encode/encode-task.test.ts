import { rm } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { planVideo, type VideoRenditionPlan } from "../plan.ts";
import { makeMedia, quickVideo, testPicture } from "../testing/make-media.ts";
import { runTask } from "../testing/run-task.ts";
import { sampleVideo } from "../testing/sample-source.ts";
import { toTaskInput } from "./range-input.ts";

const made: string[] = [];
afterEach(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true, force: true });
});

const clip = makeMedia("clip.mp4", ...testPicture("320x180", 30, 4), ...quickVideo, "-g", "30");

/** SSIM of each rendition of the clip, in a range of its own. */
async function qualityOf(renditions: readonly VideoRenditionPlan[]): Promise<Record<string, number[]>> {
  const run = await runTask(await clip, {
    tasks: [
      {
        kind: "encode",
        input: toTaskInput({
          ...planVideo(sampleVideo, []),
          renditions,
          timing: { kind: "constant", segmentFrames: 60, groupFrames: 30, segments: null },
          ...{ firstSegment: 0, growing: [], beside: false, statedS: null, timeLimitS: 60 },
        }),
      },
    ],
  });
  made.push(run.outputs);
  const [result] = run.results;
  return (result?.kind === "encode" ? result.record.ssim : undefined) ?? {};
}

function rendition(id: string, width: number, quality: number): VideoRenditionPlan {
  const rate = { maximumBitrate: 4_000_000, bufferSize: 6_000_000 };
  return { id, width, height: (width * 9) / 16, profile: "main", quality, ...rate };
}

describe("the SSIM that a range's record has", () => {
  it("is each rendition's own, wherever among the outputs a bad one is", async () => {
    const good = [rendition("v180", 320, 18), rendition("v144", 256, 18), rendition("v90", 160, 18)];
    for (const [index, { id, width }] of good.entries()) {
      const ssim = await qualityOf(good.with(index, rendition(id, width, 48)));
      expect(Object.keys(ssim).toSorted()).toEqual(["v144", "v180", "v90"]);
      for (const [own, [value = 0]] of Object.entries(ssim)) {
        if (own === id) expect(value).toBeLessThan(0.95);
        else expect(value).toBeGreaterThan(0.98);
      }
    }
  });

  it("follows the quality", async () => {
    const values: number[] = [];
    for (const quality of [15, 30, 45]) {
      const ssim = await qualityOf([rendition("v180", 320, quality)]);
      values.push(...(ssim.v180 ?? []));
    }
    expect(values).toHaveLength(3);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(new Set(values).size).toBe(3);
  });
});
