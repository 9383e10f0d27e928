import type { EncodeDispatch, ProducedRendition } from "@firstframe/contract";
import { checkEncodeRun } from "../encode-outcome.ts";
import { outputLimit } from "../limits.ts";
import { makeSegments } from "../make-segments.ts";
import { MediaError } from "../media-error.ts";
import { toNumber } from "../rational.ts";
import type { RenditionInTheMaking } from "../segment-publisher.ts";
import type { SourceTask } from "../source-task.ts";
import { placeSegment, readTiming } from "./place-segment.ts";
import { createQualityReader } from "./quality-reader.ts";
import { rangeArgv } from "./range-argv.ts";
import { type RangeInput, readRangeInput } from "./range-input.ts";
import { segmentStarts } from "./segment-starts.ts";

const reportEveryMs = 2_000;
/** Seconds that may lack at the end: stated durations are often of the longest track. */
const truncationToleranceS = 10;
/** Share of the task that encoding is; the rest is publishing. */
const encodingShare = 0.95;

/**
 * Encodes renditions of one range, and puts every segment in its place in the whole.
 *
 * @throws MediaError, TaskLostError, or the signal's reason
 */
export async function encodeTask(task: SourceTask<EncodeDispatch>): Promise<void> {
  const { api, attempt, tools, dispatch, heartbeat, source, signal } = task;
  const range = readRangeInput(dispatch.input);
  await source.whole(signal);
  heartbeat.report("encoding", 0);
  const lengthS = lengthOf(range);
  const growing = new Set(range.growing);
  const quality = createQualityReader();
  const renditions = await makeSegments({
    tools,
    argv: rangeArgv(range, { source: source.path, threads: tools.threads }),
    timeoutMs: range.timeLimitS * 1000,
    maximumBytes: outputLimit(range.renditions, lengthS),
    renditions: range.renditions.map(({ id }) => inTheMaking(id, range)),
    put: task.put,
    abort: task.abort,
    ...(growing.size === 0
      ? {}
      : {
          report: {
            everyMs: reportEveryMs,
            async tell(made: ProducedRendition[]) {
              const told = made.filter(({ id }) => growing.has(id));
              if (told.length > 0) await api.produced({ attempt, renditions: told }, signal);
            },
          },
        }),
    onProgress(madeS) {
      if (lengthS !== null) heartbeat.report("encoding", encodingShare * Math.min(1, madeS / lengthS));
    },
    onLogLine: (line) => quality.add(line),
    check: checkEncodeRun,
  });
  checkCount(range, renditions);
  heartbeat.report("publishing", 1);
  heartbeat.stop();
  const record = { ...tools.record(), ssim: quality.read(renditions) };
  await api.complete({ kind: "encode", attempt, renditions, record }, signal);
}

function inTheMaking(id: string, range: RangeInput): RenditionInTheMaking {
  const { firstSegment, frameRate } = range;
  const lastS = lastSegmentS(range);
  const asWritten = segmentStarts();
  return {
    id,
    frameRate: toNumber(frameRate),
    sound: null,
    first: firstSegment,
    ...(lastS === null ? {} : { lastS }),
    place({ bytes, index, listedS, init }) {
      const track = readTiming(init);
      asWritten(bytes, listedS, track);
      placeSegment(bytes, startOf(range, index, track.timescale), index + 1, track);
      return true;
    },
  };
}

/** How long the last segment lasts, by where the next range starts; null where that does not say more than the pictures. */
function lastSegmentS({ timing }: RangeInput): number | null {
  const start = timing.kind === "source" ? timing.starts.at(-1) : undefined;
  if (timing.kind !== "source" || start === undefined || timing.end === null) return null;
  return (timing.end - start) / timing.timescale;
}

/** Where segment `index` starts, in ticks of the rendition. */
function startOf({ timing, frameRate, firstSegment }: RangeInput, index: number, timescale: number): number {
  if (timing.kind === "constant") {
    return Math.round(
      (index * timing.segmentFrames * frameRate.denominator * timescale) / frameRate.numerator,
    );
  }
  const start = timing.starts[index - firstSegment];
  if (start === undefined) {
    throw new MediaError("processing_failed", `segment ${index} is one more than planned`, {
      retryable: false,
    });
  }
  return Math.round((start * timescale) / timing.timescale);
}

/** Seconds of the range; null where it goes to the end. */
function lengthOf({ timing, frameRate }: RangeInput): number | null {
  if (timing.kind === "source") {
    return timing.endUs === null ? null : (timing.endUs - (timing.cutsUs[0] ?? 0)) / 1e6;
  }
  if (timing.segments === null) return null;
  return (timing.segments * timing.segmentFrames * frameRate.denominator) / frameRate.numerator;
}

/** The ranges only join where each one has as many segments as were planned, and the last one ends where the source does. */
function checkCount({ timing, renditions, statedS }: RangeInput, made: readonly ProducedRendition[]): void {
  const planned = timing.kind === "source" ? timing.cutsUs.length : timing.segments;
  for (const { id } of renditions) {
    const segments = made.find((rendition) => rendition.id === id)?.segments ?? [];
    const madeS = segments.reduce((sum, [durationS]) => sum + durationS, 0);
    if (statedS !== null && statedS - madeS > truncationToleranceS) {
      throw new MediaError(
        "source_truncated",
        `${statedS} s of ${id} are stated, but only ${madeS} s are there`,
      );
    }
    if (planned === null ? segments.length > 0 : segments.length === planned) continue;
    throw new MediaError(
      "source_unsupported",
      `${id} became ${segments.length} segments, not ${planned ?? "any"}`,
    );
  }
}
