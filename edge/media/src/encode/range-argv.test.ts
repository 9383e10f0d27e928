import { describe, expect, it } from "vitest";
import { planVideo } from "../plan.ts";
import { openingArgv } from "../prepare/encode-opening.ts";
import { repackageArgv } from "../prepare/repackage.ts";
import { sampleVideo } from "../testing/sample-source.ts";
import { rangeArgv } from "./range-argv.ts";
import type { RangeInput } from "./range-input.ts";

const rungs = [
  { width: 640, height: 360, maximumBitrate: 900_000 },
  { width: 320, height: 180, maximumBitrate: 300_000 },
];
const frameRate = { numerator: 30_000, denominator: 1001 };
const video = planVideo({ ...sampleVideo, frameRate }, rungs);
const whole = { firstSegment: 0, growing: [], beside: false, statedS: null, timeLimitS: 60 };

function argvOf(timing: RangeInput["timing"], firstSegment = 0): string[] {
  return rangeArgv({ ...video, ...whole, timing, firstSegment }, { source: "/tmp/in/source", threads: 2 });
}

const constant = (segments: number | null): RangeInput["timing"] => ({
  ...{ kind: "constant", segmentFrames: 120, groupFrames: 60, segments },
});

/** The value after every occurrence of an option. */
function valuesOf(argv: readonly string[], option: string): (string | undefined)[] {
  return argv.flatMap((text, index) => (text === option ? [argv[index + 1]] : []));
}

describe("rangeArgv at a constant rate", () => {
  it("opens the one local file and nothing else", () => {
    const argv = argvOf(constant(null));
    expect(valuesOf(argv, "-i")).toEqual(["file:/tmp/in/source"]);
    const input = argv.slice(0, argv.indexOf("-i"));
    expect(valuesOf(input, "-protocol_whitelist")).toEqual(["file"]);
    const formats = valuesOf(input, "-format_whitelist")[0]?.split(",");
    expect(formats).toContain("matroska");
    for (const format of ["hls", "concat", "dash", "image2", "tty", "srt"])
      expect(formats).not.toContain(format);
  });

  it("decodes once and writes a directory for every rendition, with groups alike", () => {
    const argv = argvOf(constant(null));
    expect(argv.filter((text) => text.endsWith(".m3u8"))).toEqual(["v360/ffmpeg.m3u8", "v180/ffmpeg.m3u8"]);
    expect(valuesOf(argv, "-map")).toEqual(["[v360]", "[v180]"]);
    expect(valuesOf(argv, "-filter_complex")[0]).toMatch(
      /^\[0:0\]fps=fps=30000\/1001:start_time=0,.*split=2\[v360\]\[s-v180\];\[s-v180\]zscale=[^;]*\[v180\]$/,
    );
    expect(valuesOf(argv, "-g")).toEqual(["60", "60"]);
    expect(valuesOf(argv, "-sc_threshold")).toEqual(["0", "0"]);
    expect(valuesOf(argv, "-frames:v")).toEqual([]);
  });

  it("makes exactly as many pictures as its segments have, from where they start", () => {
    const argv = argvOf(constant(4), 10);
    expect(valuesOf(argv, "-frames:v")).toEqual(["480", "480"]);
    expect(Number(valuesOf(argv, "-ss")[0])).toBeCloseTo((1200 * 1001) / 30_000, 5);
    expect(valuesOf(argv, "-start_number")).toEqual(["10", "10"]);
    expect(valuesOf(argv, "-t")).toEqual([]);
  });
});

describe("rangeArgv at the source's times", () => {
  it("cuts between the last picture of the range and the first of the next", () => {
    const timing = { starts: [0, 90_000], timescale: 90_000, endUs: 9_999_800, end: 900_000 };
    const argv = argvOf({ kind: "source", cutsUs: [3_999_800, 5_999_800], ...timing }, 2);
    expect(valuesOf(argv, "-ss")).toEqual(["3.999800"]);
    const until = 3.9998 + Number(valuesOf(argv, "-t")[0]);
    expect(until).toBeLessThan(9.9998);
    expect(until).toBeGreaterThan(9.9998 - 1 / 30);
    expect(valuesOf(argv, "-force_key_frames")).toEqual(Array(2).fill("0.000000,1.999800"));
    expect(valuesOf(argv, "-fps_mode")).toEqual(["passthrough", "passthrough"]);
  });

  it("goes to the end where no range follows", () => {
    const argv = argvOf({ kind: "source", cutsUs: [0], starts: [0], timescale: 1, endUs: null, end: null });
    expect([valuesOf(argv, "-ss"), valuesOf(argv, "-t")]).toEqual([[], ["43200"]]);
  });
});

describe("what reads a source that still arrives", () => {
  it("reads its standard input and nothing else", () => {
    const [rendition] = video.renditions;
    if (rendition === undefined) throw new Error("there is no rendition");
    const grid = { segmentFrames: 120, groupFrames: 60 };
    for (const argv of [
      repackageArgv({ id: "v360", streamIndex: 0 }, [], { kind: "pipe" }, 2),
      openingArgv({ video, rendition, grid, segments: 2 }, { kind: "pipe" }, 2),
    ]) {
      expect(valuesOf(argv, "-i")).toEqual(["pipe:0"]);
      expect(valuesOf(argv, "-protocol_whitelist")).toEqual(["pipe"]);
      expect(valuesOf(argv, "-format_whitelist")[0]).not.toMatch(/hls|concat|dash/);
    }
  });
});
