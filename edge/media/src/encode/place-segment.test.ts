import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ProducedRendition } from "@firstframe/contract";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { planVideo } from "../plan.ts";
import { inspectRendition } from "../testing/inspect-output.ts";
import { joinParts } from "../testing/join-parts.ts";
import { makeMedia, quickVideo, testPicture } from "../testing/make-media.ts";
import { runTask, type TaskRun } from "../testing/run-task.ts";
import { sampleVideo } from "../testing/sample-source.ts";
import { moveFirstPicture, placeSegment, readStart, readTiming } from "./place-segment.ts";
import { type RangeInput, readRangeInput, toTaskInput } from "./range-input.ts";

const made: string[] = [];
afterEach(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true, force: true });
});

async function encode(source: Uint8Array, ranges: readonly RangeInput[]): Promise<TaskRun> {
  const run = await runTask(source, {
    tasks: ranges.map((range) => ({ kind: "encode", input: toTaskInput(range) })),
  });
  made.push(run.outputs);
  expect(run.failure).toBeNull();
  return run;
}

async function joined(run: TaskRun) {
  const [rendition] = await joinParts(run.outputs, run.results);
  if (rendition === undefined) throw new Error("nothing was encoded");
  const { packets, complaints } = await inspectRendition(run.outputs, rendition.id);
  expect(complaints).toBe("");
  expect(rendition).toMatchObject({ isGapless: true, complete: true });
  expect(rendition.inits).toHaveLength(1);
  return { rendition, times: packets.map(({ time }) => time).toSorted((a, b) => a - b) };
}

function expectSameTimes(times: readonly number[], wanted: readonly number[]): void {
  expect(times).toHaveLength(wanted.length);
  times.forEach((time, index) => {
    expect(Math.abs(time - (wanted[index] ?? 0))).toBeLessThan(0.001);
  });
}

const video = planVideo(sampleVideo, [{ width: 160, height: 90, maximumBitrate: 200_000 }]);

describe("ranges at a constant rate", () => {
  let source = new Uint8Array();
  beforeAll(async () => {
    const argv = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "37", "-bf", "2", "-pix_fmt", "yuv420p"];
    source = new Uint8Array(await makeMedia("clip.mp4", ...testPicture("160x90", 30, 9.5), ...argv));
  });

  const range = (firstSegment: number, segments: number | null): RangeInput => ({
    ...video,
    timing: { kind: "constant", segmentFrames: 60, groupFrames: 30, segments },
    ...{ firstSegment, growing: ["v90"], beside: false, statedS: null, timeLimitS: 60 },
  });

  it("join to what a single pass makes, picture by picture", async () => {
    const whole = await joined(await encode(source, [range(0, null)]));
    const run = await encode(source, [range(3, null), range(0, 1), range(1, 2)]);
    const parts = await joined(run);
    expectSameTimes(parts.times, whole.times);
    expect(parts.times).toHaveLength(285);
    expect(parts.rendition.segments.map(([durationS]) => durationS)).toEqual(
      whole.rendition.segments.map(([durationS]) => durationS),
    );
    expect(parts.rendition.segments).toHaveLength(5);
    // Those that can be watched already are told of while they are made.
    expect(run.produced.map(({ renditions: [told] }) => told?.first_segment)).toContain(3);
  });

  it("places a segment where it belongs, wherever it was before", async () => {
    const run = await encode(source, [range(2, 1)]);
    const [part] = run.results.flatMap((result): ProducedRendition[] =>
      "renditions" in result ? result.renditions : [],
    );
    expect(part).toMatchObject({ first_segment: 2 });
    expect(part?.segments.map(([durationS]) => durationS)).toEqual([2]);
    const timing = readTiming(await readFile(join(run.outputs, "v90/init.mp4")));
    const segment = await readFile(join(run.outputs, "v90/00002.m4s"));
    expect(readStart(segment, timing) / timing.timescale).toBe(4);
    placeSegment(segment, 7 * timing.timescale, 8, timing);
    expect(readStart(segment, timing) / timing.timescale).toBe(7);
    expect(moveFirstPicture(segment, 100)).toBe(true);
    expect(readStart(segment, timing)).toBe(7 * timing.timescale + 100);
    expect(() => placeSegment(segment, -timing.timescale, 1, timing)).toThrow(/before zero/);
    expect(() => placeSegment(new Uint8Array(20), 0, 1, timing)).toThrow(RangeError);
  });

  it("fails for good where there are fewer segments than planned", async () => {
    const run = await runTask(source, { tasks: [{ kind: "encode", input: toTaskInput(range(9, null)) }] });
    made.push(run.outputs);
    expect(run.failure).not.toBeNull();
    expect(run.results).toEqual([]);
  });

  it("refuses a range that is not described as this version expects", async () => {
    const run = await runTask(source, { tasks: [{ kind: "encode", input: { timing: { kind: "other" } } }] });
    made.push(run.outputs);
    expect(run.failure).toMatchObject({ code: "processing_failed", retryable: true });
  });
});

describe("ranges at the source's own times", () => {
  it.each([
    ["a constant rate", ["-bf", "2"]],
    ["a variable rate", ["-vf", "select='lt(mod(n,7),4)+gt(n,200)'", "-vsync", "vfr", "-bf", "3"]],
  ])("have the pictures of the repackaged one, at %s", async (_, options) => {
    const keys = ["-g", "1000", "-force_key_frames", "1.3,4.1,5.5,8.2,9.9"];
    const source = await makeMedia(
      "clip.mp4",
      ...testPicture("160x90", 30, 11),
      ...quickVideo,
      ...options,
      ...keys,
    );
    const prepared = await runTask(source);
    made.push(prepared.outputs);
    const [result] = prepared.results;
    if (result?.kind !== "prepare") throw new Error("nothing was prepared");
    const copied = await joined(prepared);
    const whole = readRangeInput(result.tasks[0]?.input ?? {});
    if (whole.timing.kind !== "source") throw new Error("the source was not repackaged");
    const { cutsUs, starts } = whole.timing;
    expect(cutsUs.length).toBeGreaterThanOrEqual(3);
    const ranges = cutsUs.map((at, index): RangeInput => {
      const next = { endUs: cutsUs[index + 1] ?? null, end: starts[index + 1] ?? null };
      const timing = { ...whole.timing, cutsUs: [at], starts: starts.slice(index, index + 1), ...next };
      return {
        ...whole,
        timing: { ...timing, kind: "source" } as RangeInput["timing"],
        firstSegment: index,
        beside: true,
        statedS: null,
      };
    });
    const parts = await joined(await encode(source, ranges));
    expectSameTimes(parts.times, copied.times);
    expectSameTimes((await joined(await encode(source, [whole]))).times, copied.times);
  });
});
