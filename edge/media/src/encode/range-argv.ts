import { durationLimit, inputArgv } from "../hls-argv.ts";
import { type Rational, toNumber } from "../rational.ts";
import type { ConstantTiming, RangeInput, SourceTiming } from "./range-input.ts";
import { type Cutting, encoderThreads, videoGraph, videoOutputs } from "./video-argv.ts";

interface RangeArgvOptions {
  /** Absolute path of the source. */
  readonly source: string;
  readonly threads: number;
}

const microsecond = 1e6;
/** Before a picture, so that rounding cannot make it too early for its keyframe; far less than pictures are apart. */
const leadUs = 200;

/** The ffmpeg run that makes all of a range's renditions, each from zero, into directories named after them. */
export function rangeArgv(range: RangeInput, { source, threads }: RangeArgvOptions): string[] {
  const { timing } = range;
  const { before, filters, cutting } =
    timing.kind === "source" ? cutAtSource(timing, range) : cutByCount(timing, range);
  return [
    ...["-progress", "pipe:1", "-filter_complex_threads", `${threads}`],
    ...inputArgv({ kind: "file", path: source }, threads, before),
    ...["-filter_complex", videoGraph({ ...range, timing: filters })],
    ...videoOutputs(range, cutting, range.beside ? 1 : encoderThreads(threads)),
  ];
}

interface Cut {
  /** Options of the input. */
  readonly before: readonly string[];
  /** Filters that decide about the pictures' times. */
  readonly filters: readonly string[];
  readonly cutting: Cutting;
}

/**
 * From the keyframe at which the range starts up to, but not including, the picture with which the next one does. A part
 * of a picture's length is kept away from both, because times are rounded to microseconds.
 */
function cutAtSource(timing: SourceTiming, range: RangeInput): Cut {
  const start = timing.cutsUs[0] ?? 0;
  const marginUs = Math.floor((0.2 * microsecond) / toNumber(range.frameRate));
  const length = timing.endUs === null ? null : timing.endUs - start - marginUs;
  return {
    before: [
      ...(start > 0 ? ["-ss", seconds(start)] : []),
      ...(length === null ? durationLimit : ["-t", seconds(length)]),
    ],
    // Every range is encoded from zero, so that all of them have the same initialization segment.
    filters: ["setpts=PTS-STARTPTS"],
    cutting: {
      groupFrames: null,
      keyframes: timing.cutsUs.map((cut) => Math.max(0, cut - start - leadUs) / microsecond),
      segmentS: 0,
      first: range.firstSegment,
      frames: null,
      passthrough: true,
    },
  };
}

/**
 * A number of pictures from a point of the constant rate on. Pictures from before it are decoded as well: where the source
 * has none for a while, the last one goes on being shown. The last one of all is held until the range is full.
 */
function cutByCount(timing: ConstantTiming, range: RangeInput): Cut {
  const { frameRate, firstSegment } = range;
  const start = Math.floor(microsecond * secondsOf(firstSegment * timing.segmentFrames, frameRate));
  const frames = timing.segments === null ? null : timing.segments * timing.segmentFrames;
  return {
    // Where the number of pictures is given, it is what ends the run.
    before: [
      ...(start > 0 ? ["-noaccurate_seek", "-ss", seconds(start)] : []),
      ...(frames === null ? durationLimit : []),
    ],
    filters: [
      `fps=fps=${frameRate.numerator}/${frameRate.denominator}:start_time=0`,
      ...(frames === null ? [] : ["tpad=stop=-1:stop_mode=clone"]),
    ],
    cutting: {
      groupFrames: timing.groupFrames,
      keyframes: [],
      segmentS: secondsOf(timing.segmentFrames, frameRate),
      first: firstSegment,
      frames,
      passthrough: false,
    },
  };
}

/** Seconds that so many pictures last. */
function secondsOf(frames: number, rate: Rational): number {
  return (frames * rate.denominator) / rate.numerator;
}

function seconds(us: number): string {
  return (us / microsecond).toFixed(6);
}
