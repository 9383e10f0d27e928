import type { TaskInput } from "@firstframe/contract";
import { plainData } from "../plain-data.ts";
import type { ColorTags, PicturePlan, VideoRenditionPlan } from "../plan.ts";
import type { Rational } from "../rational.ts";

/**
 * What a worker needs to know to encode renditions of one range, besides the source. Plain data: it travels through the
 * API to whichever worker takes it.
 */
export interface RangeInput extends PicturePlan {
  readonly timing: SourceTiming | ConstantTiming;
  readonly frameRate: Rational;
  readonly colorTags: ColorTags;
  readonly renditions: readonly VideoRenditionPlan[];
  /** Number of the range's first segment in the whole. */
  readonly firstSegment: number;
  /** Those whose segments are told while they are made, since they can be watched already. */
  readonly growing: readonly string[];
  /** Whether other ranges are encoded beside it: then an encoder with one thread takes an eighth less of all cores' time. */
  readonly beside: boolean;
  /** Seconds that the last range has, by what the source states; null where it does not, and for the ranges before. */
  readonly statedS: number | null;
  /** Seconds after which encoding is stopped. */
  readonly timeLimitS: number;
}

/** Pictures keep the source's times, and segments start where those of the repackaged source do. */
export interface SourceTiming {
  readonly kind: "source";
  /** Where the source is cut: start of each segment, in µs from the source's start. */
  readonly cutsUs: readonly number[];
  /** The same, as the times of the published segments, in ticks. */
  readonly starts: readonly number[];
  /** Ticks per second of `starts`. */
  readonly timescale: number;
  /** Where the next range starts; null: to the end. */
  readonly endUs: number | null;
  readonly end: number | null;
}

/** Pictures come at a constant rate, whatever the source's times are. */
export interface ConstantTiming {
  readonly kind: "constant";
  /** Pictures of every segment but the last of all. */
  readonly segmentFrames: number;
  readonly groupFrames: number;
  /** Segments of the range; null: to the end. */
  readonly segments: number | null;
}

export function toTaskInput(input: RangeInput): TaskInput {
  return plainData(input);
}

/**
 * Reads what {@link toTaskInput} wrote, perhaps by another version of the worker.
 *
 * @throws RangeError when it is not that
 */
export function readRangeInput(input: TaskInput): RangeInput {
  const candidate = input as unknown as RangeInput;
  const isComplete =
    ["source", "constant"].includes(candidate.timing?.kind) &&
    Array.isArray(candidate.renditions) &&
    Number.isInteger(candidate.firstSegment) &&
    Number.isInteger(candidate.streamIndex);
  if (!isComplete) throw new RangeError("the range to encode is not described as this version expects");
  return candidate;
}
