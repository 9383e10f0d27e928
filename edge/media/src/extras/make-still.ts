import type { ProducedFile } from "@firstframe/contract";
import type { PosterPlan } from "../plan.ts";
import { posterArgv } from "../poster-argv.ts";
import { describeFile } from "./describe-file.ts";
import { ExtraFailure } from "./extra-failure.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";
import type { Workplace } from "./workplace.ts";

const timeLimitS = 120;

/**
 * Makes `poster.jpg` or `thumbnail.jpg`: first from where the plan says, then, if there is no picture, from the start.
 *
 * @throws ExtraFailure
 */
export async function makeStill(
  kind: "poster" | "thumbnail",
  plan: PosterPlan,
  workplace: Workplace,
): Promise<ProducedFile[]> {
  try {
    return [await makeFrom(kind, plan, workplace)];
  } catch (error) {
    if (!(error instanceof ExtraFailure) || plan.fromS === 0) throw error;
    return [await makeFrom(kind, { ...plan, fromS: 0 }, workplace)];
  }
}

async function makeFrom(kind: "poster" | "thumbnail", plan: PosterPlan, workplace: Workplace) {
  const path = `${kind}.jpg`;
  await runFfmpeg(posterArgv(plan, { ...workplace, output: path }), workplace, { timeLimitS });
  return describeFile(workplace.directory, { path, kind, size: plan });
}
