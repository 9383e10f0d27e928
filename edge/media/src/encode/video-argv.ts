import { colorArgv } from "../color-argv.ts";
import { hlsArgv } from "../hls-argv.ts";
import { pictureFilters, scaleFilter } from "../picture-filter.ts";
import type { PicturePlan, VideoRenditionPlan } from "../plan.ts";
import type { RangeInput } from "./range-input.ts";

/** Seconds by which a segment may be shorter than it is to be: keyframes decide where it ends. */
const segmentSlackS = 0.0001;
/** More pictures than any segment has: keyframes come only where they are forced. */
const noOwnKeyframes = 1_000_000;

type Size = Pick<VideoRenditionPlan, "width" | "height">;

interface GraphOptions extends PicturePlan {
  readonly renditions: readonly Pick<VideoRenditionPlan, "id" | "width" | "height">[];
  /** Filters that decide about the times of the pictures, before all others. */
  readonly timing: readonly string[];
}

/** The filter graph that decodes once and scales for every rendition; each one's output is named after it. */
export function videoGraph({ renditions, timing, ...picture }: GraphOptions): string {
  const [top] = renditions;
  if (top === undefined) throw new RangeError("there is no rendition to encode");
  const first = [
    ...timing,
    ...pictureFilters(picture, top.width, top.height),
    "format=yuv420p",
    `split=${renditions.length}`,
  ];
  // What has the size of the best already is not scaled again: ffmpeg would copy every picture.
  const isScaled = ({ width, height }: Size) => width !== top.width || height !== top.height;
  const branches = renditions
    .filter(isScaled)
    .map(({ id, width, height }) => `[s-${id}]${scaleFilter(width, height)}[${id}]`);
  const joints = renditions.map((own) => (isScaled(own) ? `[s-${own.id}]` : `[${own.id}]`)).join("");
  return [`[0:${picture.streamIndex}]${first.join(",")}${joints}`, ...branches].join(";");
}

/** Closed groups of pictures that start at the same times in every rendition, and segments that start with them. */
export interface Cutting {
  /** Pictures to a group; null: keyframes only at `keyframes`. */
  readonly groupFrames: number | null;
  /** Seconds from the start of the output. */
  readonly keyframes: readonly number[];
  /** Seconds of a segment; 0: every group is one. */
  readonly segmentS: number;
  /** Number of the first segment. */
  readonly first: number;
  /** Pictures after which the output ends; null: with the input. */
  readonly frames: number | null;
  /** Whether pictures keep the times that they have. */
  readonly passthrough: boolean;
}

/** One output for every rendition. */
export function videoOutputs(
  { renditions, colorTags }: Pick<RangeInput, "renditions" | "colorTags">,
  cutting: Cutting,
  threads: number,
): string[] {
  const { groupFrames, keyframes, frames } = cutting;
  const group = groupFrames ?? noOwnKeyframes;
  const shared = [
    ...["-pix_fmt", "yuv420p", "-threads", `${threads}`, "-a53cc", "0", "-flags", "+cgop"],
    ...["-g", `${group}`, "-keyint_min", `${groupFrames ?? 1}`, "-sc_threshold", "0"],
    ...(keyframes.length > 0 ? ["-force_key_frames", keyframes.map((at) => at.toFixed(6)).join(",")] : []),
    ...(cutting.passthrough ? ["-fps_mode", "passthrough", "-enc_time_base", "-1"] : []),
    ...(frames === null ? [] : ["-frames:v", `${frames}`]),
    ...colorArgv(colorTags),
  ];
  const segmentS = Math.max(0.01, cutting.segmentS - segmentSlackS);
  return renditions.flatMap((rendition) => [
    // Compared where both pictures are at hand: it takes next to no time, and `quality-reader` finds it in the log.
    ...["-map", `[${rendition.id}]`, "-c:v", "libx264", "-preset", "veryfast", "-ssim", "1"],
    ...["-profile:v", rendition.profile, "-crf", `${rendition.quality}`],
    ...["-maxrate", `${rendition.maximumBitrate}`, "-bufsize", `${rendition.bufferSize}`],
    ...shared,
    ...hlsArgv({ directory: rendition.id, segmentS, first: cutting.first }),
  ]);
}

/** As x264 chooses itself: a thread that waits for another's rows leaves its core to a third. */
export function encoderThreads(threads: number): number {
  return Math.ceil(1.5 * threads);
}
