import type { ProducedFile } from "@firstframe/contract";
import { describeFile } from "./describe-file.ts";
import { downloadArgv } from "./download-argv.ts";
import { ExtraFailure } from "./extra-failure.ts";
import { maximumDownloadBytes } from "./extras-limits.ts";
import { type DownloadPlan, withoutCopies } from "./plan-download.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";
import type { Workplace } from "./workplace.ts";

const path = "download.mp4";

/**
 * Makes `download.mp4`. Streams that cannot be copied after all, such as those without times, are encoded.
 *
 * @throws ExtraFailure
 */
export async function makeDownload(plan: DownloadPlan, workplace: Workplace): Promise<ProducedFile[]> {
  try {
    return [await makeAs(plan, workplace)];
  } catch (error) {
    const copies = plan.picture?.copy || plan.sound?.copy;
    if (!(error instanceof ExtraFailure) || !copies) throw error;
    return [await makeAs(withoutCopies(plan), workplace)];
  }
}

async function makeAs(plan: DownloadPlan, workplace: Workplace): Promise<ProducedFile> {
  const { picture } = plan;
  await runFfmpeg(downloadArgv(plan, { ...workplace, output: path }), workplace, plan);
  return describeFile(workplace.directory, {
    path,
    kind: "download",
    limitBytes: maximumDownloadBytes,
    ...(picture && { size: picture.copy ? wholeSize(picture) : picture }),
  });
}

function wholeSize({ sourceWidth, sourceHeight }: NonNullable<DownloadPlan["picture"]>) {
  return { width: sourceWidth, height: sourceHeight };
}
