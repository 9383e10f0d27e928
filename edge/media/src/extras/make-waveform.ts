import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedFile } from "@firstframe/contract";
import { describeFile } from "./describe-file.ts";
import { ExtraFailure } from "./extra-failure.ts";
import type { WaveformPlan } from "./plan-waveform.ts";
import { readPeaks } from "./read-peaks.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";
import { waveformArgv } from "./waveform-argv.ts";
import { waveformJson } from "./waveform-json.ts";
import type { Workplace } from "./workplace.ts";

const size = { width: 1600, height: 240 };
const picture = "waveform.png";
const data = "waveform.json";

/**
 * Makes `waveform.json` and `waveform.png`.
 *
 * @throws ExtraFailure
 */
export async function makeWaveform(plan: WaveformPlan, workplace: Workplace): Promise<ProducedFile[]> {
  const { extremes, onLine } = readPeaks();
  const argv = waveformArgv(plan, { ...workplace, ...size, output: picture });
  await runFfmpeg(argv, workplace, { timeLimitS: plan.timeLimitS, onLine });
  if (extremes.length === 0) throw new ExtraFailure("ffmpeg found no sound to measure");
  await writeFile(join(workplace.directory, data), JSON.stringify(waveformJson({ ...plan, extremes })));
  return [
    await describeFile(workplace.directory, { path: data, kind: "waveform" }),
    await describeFile(workplace.directory, { path: picture, kind: "waveform", size }),
  ];
}
