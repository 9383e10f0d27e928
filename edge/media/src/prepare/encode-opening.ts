import { encoderThreads, videoGraph, videoOutputs } from "../encode/video-argv.ts";
import { durationLimit, inputArgv } from "../hls-argv.ts";
import type { SourceInput } from "../input-guard.ts";
import type { VideoPlan, VideoRenditionPlan } from "../plan.ts";
import { toNumber } from "../rational.ts";
import type { FrameGrid } from "./plan-ranges.ts";

interface OpeningOptions {
  readonly video: VideoPlan;
  /** The rendition to begin with. */
  readonly rendition: VideoRenditionPlan;
  readonly grid: FrameGrid;
  /** Segments to make; null: all. */
  readonly segments: number | null;
}

/** The ffmpeg run that encodes the beginning of one rendition, so that there is something to watch. */
export function openingArgv(
  { video, rendition, grid, segments }: OpeningOptions,
  input: SourceInput,
  threads: number,
): string[] {
  const { frameRate } = video;
  return [
    ...["-progress", "pipe:1", "-filter_complex_threads", `${threads}`],
    ...inputArgv(input, threads, durationLimit),
    "-filter_complex",
    videoGraph({
      ...video,
      renditions: [rendition],
      timing: [`fps=fps=${frameRate.numerator}/${frameRate.denominator}:start_time=0`],
    }),
    ...videoOutputs(
      { renditions: [rendition], colorTags: video.colorTags },
      {
        groupFrames: grid.groupFrames,
        keyframes: [],
        segmentS: grid.segmentFrames / toNumber(frameRate),
        first: 0,
        frames: segments === null ? null : segments * grid.segmentFrames,
        passthrough: false,
      },
      encoderThreads(threads),
    ),
  ];
}
