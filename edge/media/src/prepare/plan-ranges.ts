import type { PlannedTask } from "@firstframe/contract";
import { type RangeInput, toTaskInput } from "../encode/range-input.ts";
import type { VideoPlan, VideoRenditionPlan } from "../plan.ts";
import { toNumber } from "../rational.ts";

/** The repackaged source's segments, to which the encoded ones are aligned. */
export interface SourceCuts {
  /** Start of each segment in µs. */
  readonly cutsUs: readonly number[];
  /** The same in ticks, as published. */
  readonly starts: readonly number[];
  readonly timescale: number;
  /** Seconds in all. */
  readonly durationS: number;
}

/** Segments of a constant number of pictures. */
export interface FrameGrid {
  readonly segmentFrames: number;
  readonly groupFrames: number;
}

interface RangesOptions {
  readonly video: VideoPlan;
  readonly timeLimitS: number;
}

/** Seconds of a range: long enough that starting costs little, short enough to share the work and to repeat it. */
const shortestRangeS = 15;
const longestRangeS = 90;
const rangesWanted = 16;
/** With so many, others keep the cores busy that one leaves idle; but the last one may be alone in the end. */
const isBeside = (index: number, count: number) => count >= 4 && index < count - 1;

const referencePixelRate = 1920 * 1080 * 30;

/** Pictures to a segment and to a group, so that both last a whole number of pictures: about 4 s and 2 s. */
export function frameGrid({ frameRate }: Pick<VideoPlan, "frameRate">): FrameGrid {
  const groupFrames = Math.max(1, Math.round(2 * toNumber(frameRate)));
  return { groupFrames, segmentFrames: 2 * groupFrames };
}

/** Ranges between segments of the repackaged source. */
export function rangesAtSource(cuts: SourceCuts, { video, timeLimitS }: RangesOptions): PlannedTask[] {
  if (video.renditions.length === 0) return [];
  const wantedUs = rangeSeconds(cuts.durationS) * 1e6;
  const first: number[] = [];
  cuts.cutsUs.forEach((at, index) => {
    const open = first.at(-1);
    const rest = cuts.durationS * 1e6 - at;
    if (open === undefined || (at - (cuts.cutsUs[open] ?? 0) >= wantedUs && rest >= wantedUs / 2))
      first.push(index);
  });
  return first.map((from, index) => {
    const to = first[index + 1] ?? null;
    const startS = (cuts.cutsUs[from] ?? 0) / 1e6;
    const endS = to === null ? null : (cuts.cutsUs[to] ?? 0) / 1e6;
    return planned(video, video.renditions, startS, endS, (endS ?? cuts.durationS) - startS, {
      timing: {
        kind: "source",
        cutsUs: cuts.cutsUs.slice(from, to ?? undefined),
        starts: cuts.starts.slice(from, to ?? undefined),
        timescale: cuts.timescale,
        endUs: to === null ? null : (cuts.cutsUs[to] ?? null),
        end: to === null ? null : (cuts.starts[to] ?? null),
      },
      firstSegment: from,
      growing: [],
      beside: isBeside(index, first.length),
      statedS: null,
      timeLimitS,
    });
  });
}

interface GridOptions extends RangesOptions {
  readonly grid: FrameGrid;
  /** Seconds; null where the source does not say: then there is one range. */
  readonly durationS: number | null;
  /** Whether encoding can begin in the middle. */
  readonly seekable: boolean;
  /** The rendition that is made already, and how many segments of it; null: all of it. */
  readonly made: { readonly id: string; readonly segments: number | null };
}

/** Ranges of whole segments at a constant rate. The last one goes to the end, wherever that is. */
export function rangesByCount(options: GridOptions): PlannedTask[] {
  const { video, grid, durationS, made, timeLimitS } = options;
  const rate = toNumber(video.frameRate);
  const segmentS = grid.segmentFrames / rate;
  const others = video.renditions.filter(({ id }) => id !== made.id);
  const starts: number[] = [];
  if (others.length > 0 || made.segments !== null) starts.push(0);
  if (made.segments !== null && durationS !== null) starts.push(made.segments);
  if (options.seekable && durationS !== null) {
    const step = Math.max(1, Math.round(rangeSeconds(durationS) / segmentS));
    const lastStart = Math.floor(durationS / segmentS - step / 2);
    for (let at = (starts.at(-1) ?? 0) + step; at <= lastStart; at += step) starts.push(at);
  }
  return starts.flatMap((from, index) => {
    const to = starts[index + 1] ?? null;
    const isOpening = made.segments === null || (to !== null && to <= made.segments);
    const renditions = isOpening ? others : video.renditions;
    if (renditions.length === 0) return [];
    const startS = from * segmentS;
    const endS = to === null ? null : to * segmentS;
    return planned(video, renditions, startS, endS, Math.max(1, (endS ?? durationS ?? 60) - startS), {
      timing: { kind: "constant", ...grid, segments: to === null ? null : to - from },
      firstSegment: from,
      growing: isOpening ? [] : [made.id],
      beside: isBeside(index, starts.length),
      // Several ranges are only planned where the source states how long it is.
      statedS: to === null && index > 0 && durationS !== null ? durationS - startS : null,
      timeLimitS,
    });
  });
}

function rangeSeconds(durationS: number): number {
  return Math.min(longestRangeS, Math.max(shortestRangeS, durationS / rangesWanted));
}

function planned(
  video: VideoPlan,
  renditions: readonly VideoRenditionPlan[],
  startS: number,
  endS: number | null,
  lengthS: number,
  rest: Pick<RangeInput, "timing" | "firstSegment" | "growing" | "beside" | "statedS" | "timeLimitS">,
): PlannedTask {
  const { renditions: _, ...picture } = video;
  const pixels = renditions.reduce((sum, { width, height }) => sum + width * height, 0);
  const share = (pixels * toNumber(video.frameRate)) / referencePixelRate;
  return {
    kind: "encode",
    weight: Math.max(0.01, lengthS * (0.15 + share)),
    range: { start_ms: Math.round(startS * 1000), end_ms: endS === null ? null : Math.round(endS * 1000) },
    renditions: renditions.map(({ id }) => id),
    input: toTaskInput({ ...picture, ...rest, renditions }),
  };
}
