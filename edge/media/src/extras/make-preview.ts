import type { ProducedFile } from "@firstframe/contract";
import { alignPieces } from "./align-pieces.ts";
import { describeFile } from "./describe-file.ts";
import { ExtraFailure } from "./extra-failure.ts";
import { maximumPictureBytes } from "./extras-limits.ts";
import type { PreviewPlan } from "./plan-preview.ts";
import { previewArgv } from "./preview-argv.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";
import type { Workplace } from "./workplace.ts";

const timeLimitS = 180;

/**
 * Makes `preview.webp`, or `preview.gif` where ffmpeg was built without an encoder for moving WebP.
 *
 * @param keyframesS seconds from the source's start, as far as they are known
 * @throws ExtraFailure
 */
export async function makePreview(
  planned: PreviewPlan,
  keyframesS: readonly number[],
  workplace: Workplace,
): Promise<ProducedFile[]> {
  const plan = { ...planned, pieces: alignPieces(planned.pieces, keyframesS) };
  try {
    return [await makeAs("webp", plan, workplace)];
  } catch (error) {
    if (!(error instanceof ExtraFailure) || !error.message.includes("Unknown encoder")) throw error;
    return [await makeAs("gif", plan, workplace)];
  }
}

async function makeAs(format: "webp" | "gif", plan: PreviewPlan, workplace: Workplace) {
  const path = `preview.${format}`;
  const argv = previewArgv(plan, { ...workplace, format, output: path });
  await runFfmpeg(argv, workplace, { timeLimitS });
  return describeFile(workplace.directory, {
    path,
    kind: "preview",
    size: plan,
    limitBytes: maximumPictureBytes,
  });
}
