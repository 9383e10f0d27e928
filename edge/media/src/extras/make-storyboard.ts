import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedFile } from "@firstframe/contract";
import { describeFile } from "./describe-file.ts";
import { ExtraFailure } from "./extra-failure.ts";
import type { StoryboardPlan } from "./plan-storyboard.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";
import { storyboardArgv } from "./storyboard-argv.ts";
import { storyboardVtt } from "./storyboard-vtt.ts";
import { widestGapS } from "./widest-gap.ts";
import type { Workplace } from "./workplace.ts";

const image = "storyboard.jpg";
const index = "storyboard.vtt";

interface MadeStoryboard {
  readonly files: readonly ProducedFile[];
  /** Seconds from the source's start of all its keyframes; none where they cannot be decoded alone. */
  readonly keyframesS: readonly number[];
}

/**
 * Makes `storyboard.jpg` and `storyboard.vtt`. Keyframes alone are decoded first, which is quick, and even quicker where
 * they are few; only when they turn out to lie further apart than the tiles is everything decoded.
 *
 * @throws ExtraFailure
 */
export async function makeStoryboard(plan: StoryboardPlan, workplace: Workplace): Promise<MadeStoryboard> {
  const seen = await draw(plan, workplace, true).catch((error: unknown) => {
    if (error instanceof ExtraFailure) return [];
    throw error;
  });
  if (widestGapS(seen, plan.durationMs / 1000) > plan.intervalMs / 1000) await draw(plan, workplace, false);
  await writeFile(join(workplace.directory, index), storyboardVtt(plan, image));
  const size = { width: plan.columns * plan.tileWidth, height: plan.rows * plan.tileHeight };
  const files = [
    await describeFile(workplace.directory, { path: index, kind: "storyboard" }),
    await describeFile(workplace.directory, { path: image, kind: "storyboard_image", size }),
  ];
  return { files, keyframesS: seen };
}

/** Draws the picture; returns the times, in seconds, of the keyframes, if they are all that was decoded for it. */
async function draw(plan: StoryboardPlan, workplace: Workplace, keyframesOnly: boolean): Promise<number[]> {
  const { source, threads } = workplace;
  const times: number[] = [];
  await runFfmpeg(storyboardArgv(plan, { source, threads, keyframesOnly, output: image }), workplace, {
    timeLimitS: plan.timeLimitS,
    onLine: (line) => {
      const time = /pts_time:(-?[\d.]+)/.exec(line)?.[1];
      if (time !== undefined) times.push(Number(time));
    },
  });
  return times;
}
