import type { PlannedTask } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { readRangeInput } from "../encode/range-input.ts";
import { makeLadder } from "../ladder.ts";
import { planVideo } from "../plan.ts";
import { toNumber } from "../rational.ts";
import { sampleVideo } from "../testing/sample-source.ts";
import { frameGrid, rangesAtSource, rangesByCount } from "./plan-ranges.ts";

/** The same numbers every time, from 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const rates = [
  { numerator: 25, denominator: 1 },
  { numerator: 30000, denominator: 1001 },
  { numerator: 24000, denominator: 1001 },
  { numerator: 1, denominator: 1 },
  { numerator: 60, denominator: 1 },
];

function videoAt(frameRate: (typeof rates)[number]) {
  return planVideo({ ...sampleVideo, frameRate }, makeLadder(1280, 720, toNumber(frameRate)));
}

/** First segment of each of a rendition's parts, and where each ends; null: with the source. */
function partsOf(tasks: readonly PlannedTask[], id: string): { from: number; to: number | null }[] {
  return tasks
    .map(({ input }) => readRangeInput(input))
    .filter(({ renditions }) => renditions.some((rendition) => rendition.id === id))
    .map(({ firstSegment: from, timing }) => {
      if (timing.kind === "constant")
        return { from, to: timing.segments === null ? null : from + timing.segments };
      return { from, to: timing.endUs === null ? null : from + timing.cutsUs.length };
    })
    .toSorted((a, b) => a.from - b.from);
}

/** Every segment from `from` to the end is in exactly one part. */
function expectCovered(parts: readonly { from: number; to: number | null }[], from: number): void {
  expect(parts[0]?.from).toBe(from);
  parts.forEach(({ to }, index) => {
    expect(to).toBe(parts[index + 1]?.from ?? null);
  });
}

describe("rangesByCount", () => {
  it("puts every segment into exactly one range of each rendition, whatever the length and rate", () => {
    const random = seeded(7);
    for (let round = 0; round < 300; round++) {
      const frameRate = rates[round % rates.length] ?? { numerator: 25, denominator: 1 };
      const video = videoAt(frameRate);
      const durationS = 12.1 + random() ** 3 * 43_000;
      const smallest = video.renditions.at(-1)?.id ?? "";
      const grid = frameGrid(video);
      const opening = Math.ceil((8 * toNumber(frameRate)) / grid.segmentFrames);
      const tasks = rangesByCount({
        ...{ video, grid, durationS, seekable: true, timeLimitS: 60 },
        made: { id: smallest, segments: opening },
      });
      for (const { id } of video.renditions) expectCovered(partsOf(tasks, id), id === smallest ? opening : 0);
      const segmentS = grid.segmentFrames / toNumber(frameRate);
      // The last range has something to encode.
      const last = readRangeInput(tasks.at(-1)?.input ?? {});
      expect(last.firstSegment * segmentS).toBeLessThan(durationS);
      expect(tasks.length).toBeLessThan(500);
      for (const { range } of tasks)
        expect(range?.end_ms ?? durationS * 1000 + 1).toBeGreaterThan(range?.start_ms ?? 0);
    }
  });

  it("makes one range of what nobody can seek in, without what is made already", () => {
    const video = videoAt({ numerator: 25, denominator: 1 });
    const made = { id: video.renditions.at(-1)?.id ?? "", segments: null };
    const options = { video, grid: frameGrid(video), timeLimitS: 60, made };
    for (const facts of [
      { durationS: null, seekable: true },
      { durationS: 3600, seekable: false },
    ]) {
      const tasks = rangesByCount({ ...options, ...facts });
      expect(tasks.map(({ renditions }) => renditions)).toEqual([["v720", "v540", "v360"]]);
      expectCovered(partsOf(tasks, "v720"), 0);
    }
    const single = { ...video, renditions: video.renditions.slice(-1) };
    expect(rangesByCount({ ...options, video: single, durationS: 10, seekable: true })).toEqual([]);
  });

  it("weighs by pictures and pixels, and tells what grows", () => {
    const video = videoAt({ numerator: 30, denominator: 1 });
    const tasks = rangesByCount({
      ...{ video, grid: frameGrid(video), durationS: 600, seekable: true, timeLimitS: 60 },
      made: { id: "v240", segments: 2 },
    });
    const inputs = tasks.map(({ input }) => readRangeInput(input));
    expect(inputs[0]?.growing).toEqual([]);
    expect(inputs[1]?.growing).toEqual(["v240"]);
    expect(tasks[0]?.weight).toBeLessThan(tasks[1]?.weight ?? 0);
  });
});

describe("rangesAtSource", () => {
  it("puts every segment into exactly one range, whatever the source's groups", () => {
    const random = seeded(11);
    const video = videoAt({ numerator: 30, denominator: 1 });
    for (let round = 0; round < 200; round++) {
      const cutsUs: number[] = [0];
      const wanted = 1 + Math.floor(random() ** 3 * 2000);
      while (cutsUs.length < wanted)
        cutsUs.push((cutsUs.at(-1) ?? 0) + Math.round(1e6 * (0.2 + 10 * random())));
      const starts = cutsUs.map((at) => Math.round((at * 90_000) / 1e6));
      const durationS = (cutsUs.at(-1) ?? 0) / 1e6 + 0.1 + 5 * random();
      const tasks = rangesAtSource(
        { cutsUs, starts, timescale: 90_000, durationS },
        { video, timeLimitS: 60 },
      );
      expectCovered(partsOf(tasks, "v720"), 0);
      const inputs = tasks.map(({ input }) => readRangeInput(input));
      expect(inputs.flatMap(({ timing }) => (timing.kind === "source" ? timing.cutsUs : []))).toEqual(cutsUs);
      expect(inputs.flatMap(({ timing }) => (timing.kind === "source" ? timing.starts : []))).toEqual(starts);
    }
  });

  it("plans nothing where there is nothing to encode", () => {
    const video = { ...videoAt({ numerator: 30, denominator: 1 }), renditions: [] };
    const cuts = { cutsUs: [0], starts: [0], timescale: 1000, durationS: 4 };
    expect(rangesAtSource(cuts, { video, timeLimitS: 60 })).toEqual([]);
  });
});
