import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProducedRendition } from "@firstframe/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkEncodeRun } from "./encode-outcome.ts";
import { hlsArgv } from "./hls-argv.ts";
import { makeSegments } from "./make-segments.ts";
import { quickVideo } from "./testing/make-media.ts";
import { createToolbox } from "./toolbox.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "firstframe-test-segments-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** Makes segments of a second each, no faster than they play where `live`. */
function make(
  put: (path: string) => Promise<void>,
  { live = false, durationS = 3, first = 0, check = checkEncodeRun } = {},
) {
  const stop = new AbortController();
  const told: ProducedRendition[][] = [];
  const picture = `testsrc=size=64x48:rate=10:duration=${durationS}`;
  const making = makeSegments({
    tools: createToolbox({
      ...{ ffmpeg: "ffmpeg", ffprobe: "ffprobe", threads: 1, guard: [], directory, signal: stop.signal },
      clock: () => performance.now(),
    }),
    argv: [
      ...[
        "-progress",
        "pipe:1",
        ...(live ? ["-re"] : []),
        "-f",
        "lavfi",
        "-i",
        picture,
        ...quickVideo,
        "-g",
        "10",
      ],
      ...hlsArgv({ directory: "v48", segmentS: 1, first }),
    ],
    timeoutMs: 60_000,
    maximumBytes: 10_000_000,
    renditions: [{ id: "v48", frameRate: 10, sound: null, first }],
    put,
    abort: (reason) => stop.abort(reason),
    report: { everyMs: 1, tell: async (produced) => void told.push(produced) },
    onProgress: () => undefined,
    check,
  });
  return { making, told };
}

/** Bytes of a segment, and where in it its keyframe is. */
const keyframe = [expect.any(Number), expect.any(Number), expect.any(Number)];

describe("makeSegments", () => {
  it("publishes every segment once, and tells what there is", async () => {
    const put: string[] = [];
    const { making, told } = make(async (path) => void put.push(path), { first: 7 });
    const [made] = await making;
    expect(put).toEqual(["v48/init.mp4", "v48/00007.m4s", "v48/00008.m4s", "v48/00009.m4s"]);
    expect(made).toMatchObject({
      ...{
        id: "v48",
        kind: "video",
        width: 64,
        height: 48,
        frame_rate: 10,
        first_segment: 7,
        complete: true,
      },
      segments: [
        [1, ...keyframe],
        [1, ...keyframe],
        [1, ...keyframe],
      ],
    });
    expect(told.at(-1)).toEqual([made]);
  });

  it("tells of no segment before it and its initialization segment are published", async () => {
    let isInitThere = false;
    let isEarly = false;
    const { making, told } = make(
      async (path) => {
        if (!path.endsWith("init.mp4")) return;
        await new Promise((resolve) => setTimeout(resolve, 2500));
        isEarly = told.length > 0;
        isInitThere = true;
      },
      { live: true, durationS: 4 },
    );
    await making;
    expect([isInitThere, isEarly]).toEqual([true, false]);
  });

  it("tells of segments without a gap, though they are published out of order", async () => {
    const { making, told } = make(
      async (path) => {
        if (path.endsWith("00000.m4s")) await new Promise((resolve) => setTimeout(resolve, 2500));
      },
      { live: true, durationS: 5 },
    );
    await making;
    expect(told[0]?.[0]?.segments.length).toBeGreaterThanOrEqual(2);
  });

  it("notices what ffmpeg says nothing of: a playlist that a full disk has cut off", async () => {
    const { making } = make(async () => undefined, {
      check: () => writeFileSync(join(directory, "v48/ffmpeg.m3u8"), "#EXTM3U\n"),
    });
    await expect(making).rejects.toMatchObject({
      ...{ code: "processing_failed", retryable: true },
      message: expect.stringMatching(/v48 breaks off; [0-9]+ bytes are free/),
    });
  });

  it("stops ffmpeg at once when something cannot be published", async () => {
    const started = performance.now();
    const { making } = make(() => Promise.reject(new Error("refused")), { live: true, durationS: 60 });
    await expect(making).rejects.toThrow("refused");
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
