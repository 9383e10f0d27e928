import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedRendition } from "@firstframe/contract";
import { inputArgv } from "../hls-argv.ts";
import { pictureFilters } from "../picture-filter.ts";
import { toNumber } from "../rational.ts";
import type { Toolbox } from "../toolbox.ts";
import { secondsOf } from "./range-argv.ts";
import type { RangeInput } from "./range-input.ts";

const timeoutMs = 120_000;
/** Seconds that are compared. */
const sampleS = 2;

/**
 * Compares the first pictures of each rendition with the source's, scaled to the same size: SSIM of all planes, 0 to 1. A
 * comparison that fails is left out: it is no reason to fail the video.
 */
export async function measureQuality(
  range: RangeInput,
  renditions: readonly ProducedRendition[],
  source: string,
  tools: Toolbox,
): Promise<Record<string, number[]>> {
  const values: Record<string, number[]> = {};
  for (const rendition of renditions) {
    const plan = range.renditions.find(({ id }) => id === rendition.id);
    const value = plan && (await compare(range, plan, rendition.first_segment, source, tools));
    if (value !== undefined && value !== null) values[rendition.id] = [value];
  }
  return values;
}

async function compare(
  range: RangeInput,
  plan: RangeInput["renditions"][number],
  segment: number,
  source: string,
  tools: Toolbox,
): Promise<number | null> {
  const { timing, frameRate } = range;
  const startS =
    timing.kind === "source"
      ? (timing.cutsUs[0] ?? 0) / 1e6
      : secondsOf(segment * timing.segmentFrames, frameRate);
  const sample = join(tools.directory, `${plan.id}-sample.mp4`);
  const parts = ["init.mp4", `${String(segment).padStart(5, "0")}.m4s`];
  const bytes = await Promise.all(parts.map((name) => readFile(join(tools.directory, plan.id, name))));
  await writeFile(sample, Buffer.concat(bytes));
  try {
    const rate = `fps=${toNumber(frameRate).toFixed(6)}`;
    const reference = [...pictureFilters(range, plan.width, plan.height), "format=yuv420p"].join(",");
    const same = "setpts=PTS-STARTPTS";
    const graph = [
      `[0:v]${rate},${same},format=yuv420p[made]`,
      `[1:${range.streamIndex}]${rate},${same},${reference}[wanted]`,
      "[made][wanted]ssim=shortest=1[out]",
    ];
    const { exitCode, log } = await tools.ffmpeg(
      [
        ...inputArgv({ kind: "file", path: sample }, tools.threads, ["-t", `${sampleS}`]),
        ...inputArgv({ kind: "file", path: source }, tools.threads, [
          ...["-ss", startS.toFixed(6), "-t", `${sampleS}`],
        ]),
        ...["-filter_complex", graph.join(";"), "-map", "[out]", "-f", "null", "-"],
      ],
      { timeoutMs },
    );
    const match = exitCode === 0 ? /SSIM .*All:([\d.]+)/.exec(log) : null;
    return match ? Number(match[1]) : null;
  } finally {
    await rm(sample, { force: true });
  }
}
