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
const sampleS = 1;

/** The beginning of one rendition, as a file. */
interface Sample {
  readonly plan: RangeInput["renditions"][number];
  readonly path: string;
}

/**
 * Compares the first pictures of all renditions with the source's, scaled to the same size, in one run: SSIM of all planes, 0
 * to 1. A comparison that fails is left out: it is no reason to fail the video.
 */
export async function measureQuality(
  range: RangeInput,
  renditions: readonly ProducedRendition[],
  source: string,
  tools: Toolbox,
): Promise<Record<string, number[]>> {
  const samples: Sample[] = [];
  for (const rendition of renditions) {
    const plan = range.renditions.find(({ id }) => id === rendition.id);
    if (plan) samples.push({ plan, path: await writeSample(rendition, tools.directory) });
  }
  try {
    const { log } = await tools.ffmpeg(comparisonArgv(range, samples, source, tools.threads), { timeoutMs });
    return readComparison(log);
  } finally {
    for (const { path } of samples) await rm(path, { force: true });
  }
}

async function writeSample(
  { id, first_segment }: Pick<ProducedRendition, "id" | "first_segment">,
  directory: string,
): Promise<string> {
  const parts = ["init.mp4", `${String(first_segment).padStart(5, "0")}.m4s`];
  const bytes = await Promise.all(parts.map((name) => readFile(join(directory, id, name))));
  const path = join(directory, `${id}-sample.mp4`);
  await writeFile(path, Buffer.concat(bytes));
  return path;
}

/** One comparison for every sample, each named after its rendition. */
function comparisonArgv(
  range: RangeInput,
  samples: readonly Sample[],
  source: string,
  threads: number,
): string[] {
  const rate = `fps=${toNumber(range.frameRate).toFixed(6)}`;
  const same = "setpts=PTS-STARTPTS";
  const wanted = samples.map(({ plan }) => `[wanted-${plan.id}]`).join("");
  const graph = [
    `[${samples.length}:${range.streamIndex}]${rate},${same},split=${samples.length}${wanted}`,
    ...samples.flatMap(({ plan: { id, width, height } }, index) => [
      `[${index}:v]${rate},${same},format=yuv420p[made-${id}]`,
      `[wanted-${id}]${pictureFilters(range, width, height).join(",")},format=yuv420p[scaled-${id}]`,
      `[made-${id}][scaled-${id}]ssim@${id}=shortest=1[out-${id}]`,
    ]),
  ];
  return [
    ...samples.flatMap(({ path }) => inputArgv({ kind: "file", path }, threads, ["-t", `${sampleS}`])),
    ...inputArgv({ kind: "file", path: source }, threads, [
      ...["-ss", startOf(range).toFixed(6), "-t", `${sampleS}`],
    ]),
    ...["-filter_complex", graph.join(";")],
    ...samples.flatMap(({ plan }) => ["-map", `[out-${plan.id}]`]),
    ...["-f", "null", "-"],
  ];
}

/** Seconds from the source's start to the range's. */
function startOf({ timing, frameRate, firstSegment }: RangeInput): number {
  if (timing.kind === "source") return (timing.cutsUs[0] ?? 0) / 1e6;
  return secondsOf(firstSegment * timing.segmentFrames, frameRate);
}

/** Reads ffmpeg's log, such as `[ssim@v720 @ 0x5f] [info] SSIM Y:0.98 (17.2) … All:0.984 (18.1)`. */
export function readComparison(log: string): Record<string, number[]> {
  const found = [...log.matchAll(/\[ssim@([a-z0-9-]+) @ [^\]]*\].* All:([\d.]+)/g)];
  return Object.fromEntries(found.map(([, id = "", value]) => [id, [Number(value)]]));
}
