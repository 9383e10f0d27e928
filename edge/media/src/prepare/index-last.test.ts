import { rm } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { expectPlayable } from "../testing/expect-playable.ts";
import { sourceOffset } from "../testing/fake-task-api.ts";
import { joinParts } from "../testing/join-parts.ts";
import { makeMedia, quickVideo, testTone } from "../testing/make-media.ts";
import { runTask, type TaskRun } from "../testing/run-task.ts";

const made: string[] = [];
afterEach(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true, force: true });
});

type RunOptions = NonNullable<Parameters<typeof runTask>[1]>;
type Interference = NonNullable<RunOptions["interfere"]>;

async function run(source: Uint8Array, options: RunOptions): Promise<TaskRun> {
  const task = await runTask(source, options);
  made.push(task.outputs);
  return task;
}

/** Long enough that a look at it does not need the part that is held back. */
const inputs = ["-f", "lavfi", "-i", "nullsrc=size=160x120:rate=10:duration=30", ...testTone(30)];
const noise = ["-vf", "geq=random(1)*255:128:128"];
const h264 = [...quickVideo, "-crf", "20", "-g", "20", "-c:a", "aac"];
/** Read as a file of ffmpeg's metadata. */
const chapters = (() => {
  const text = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=9\ntitle=One\n";
  return ["-f", "ffmetadata", "-i", `data:text/plain;base64,${btoa(text)}`, "-map_metadata", "2"];
})();
const reason = expect.stringContaining("moov after mdat");

/**
 * Prepares a source whose first connection stops before its end until something can be watched.
 *
 * @returns how often something was told of before
 */
async function prepareHeld(
  source: Uint8Array,
  growing: boolean,
): Promise<{ task: TaskRun; toldBefore: number }> {
  const watchable = Promise.withResolvers<void>();
  let told = 0;
  let toldBefore = 0;
  const interfere: Interference = (request, response) => {
    if (request.url?.endsWith("/produced")) {
      told++;
      watchable.resolve();
    }
    if (request.method !== "GET" || sourceOffset(request) > 0 || toldBefore > 0) return false;
    const held = Math.floor(source.byteLength * 0.7);
    response.writeHead(200, growing ? {} : { "content-length": source.byteLength });
    response.write(source.subarray(0, held));
    const rest = async () => {
      await Promise.race([watchable.promise, new Promise((resolve) => setTimeout(resolve, 20_000))]);
      toldBefore = told;
      response.end(source.subarray(held));
    };
    void rest();
    return true;
  };
  return { task: await run(source, { all: true, growing, interfere }), toldBefore };
}

/** What there is to play, and what was planned. */
async function outcomeOf(task: TaskRun) {
  const [prepared] = task.results;
  if (prepared?.kind !== "prepare") throw new Error("nothing was prepared");
  const { opening, tasks, files } = prepared;
  const joined = await joinParts(task.outputs, task.results);
  // Encoding twice hardly gives the same bytes.
  const renditions = joined.map(({ id, codecs, inits, segments }) => {
    return { id, codecs, inits, durations: segments.map(([durationS]) => durationS) };
  });
  return { renditions, tasks, files, duration_ms: opening.duration_ms };
}

describe("a source whose index comes last", () => {
  it.each([
    ["H.264, repackaged", true, "clip.mp4", h264],
    ["H.264 with a track of chapters, repackaged", false, "clip.mov", [...chapters, ...h264]],
    ["MPEG-4, encoded", true, "clip.mp4", ["-c:v", "mpeg4", "-q:v", "4", "-c:a", "aac"]],
    [
      "VP9, encoded",
      false,
      "clip.mp4",
      ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "aac"],
    ],
  ])("can be watched before all of it is here: %s (growing: %s)", async (_, growing, name, options) => {
    const source = await makeMedia(name, ...inputs, ...options, ...noise);
    const { task, toldBefore } = await prepareHeld(source, growing);
    await expectPlayable(task);
    expect(toldBefore).toBeGreaterThan(0);
    const [first] = task.produced;
    expect(first?.opening).toMatchObject({
      early_start: growing ? { possible: false, reason } : null,
      source: { sha256: null },
    });
    expect(first?.renditions[0]?.segments.length).toBeGreaterThan(0);
    for (const result of task.results) {
      if (!("record" in result)) continue;
      const words = result.record.commands.flatMap(({ argv }) => argv);
      expect(words.filter((word) => word.includes("firstframe-test"))).toEqual([]);
    }

    const whole = await run(source, { all: true });
    expect(whole.calls.filter((call) => call.includes("offset="))).toEqual([]);
    expect(await outcomeOf(task)).toEqual(await outcomeOf(whole));
  });

  it("is waited for where its end cannot be had", async () => {
    const source = await makeMedia("clip.mp4", ...inputs, ...noise, ...h264);
    const asked = Promise.withResolvers<void>();
    const task = await run(source, {
      ...{ all: true, growing: true },
      interfere(request, response) {
        if (!request.url?.includes("/source")) return false;
        if (sourceOffset(request) > 0) {
          response.writeHead(503).end();
          asked.resolve();
          return true;
        }
        response.writeHead(200).write(source.subarray(0, source.byteLength / 2));
        void asked.promise.then(() => response.end(source.subarray(source.byteLength / 2)));
        return true;
      },
    });
    expect(task.calls.filter((call) => call.includes("offset=")).length).toBeGreaterThan(0);
    await expectPlayable(task);
    expect(task.results[0]).toMatchObject({ opening: { early_start: { possible: false, reason } } });
  });

  it("is refused as the whole file is: one that lies, and one that ends before its end", async () => {
    const source = await makeMedia("clip.mp4", ...inputs, ...noise, ...h264);
    let asked = Promise.withResolvers<void>();
    // The rest comes once its end was asked for.
    const slowly: Interference = (request, response) => {
      if (request.url?.includes("/source") && sourceOffset(request) > 0) asked.resolve();
      if (!request.url?.endsWith("/source?follow=true")) return false;
      const held = Math.floor(cut.byteLength * 0.7);
      response.writeHead(200).write(cut.subarray(0, held));
      void asked.promise.then(() => response.end(cut.subarray(held)));
      return true;
    };
    let cut = source.subarray(0, source.byteLength * 0.75);
    const truncated = await run(cut, { growing: true, interfere: slowly });
    expect(truncated.calls.filter((call) => call.includes("offset=")).length).toBeGreaterThan(0);
    expect(truncated.failure).toMatchObject({ code: "source_truncated", retryable: false });

    const lying = Buffer.from(source);
    // The second chunk of the first track where the first one is not.
    lying.writeUInt32BE(lying.byteLength, lying.indexOf("stco") + 16);
    cut = lying;
    asked = Promise.withResolvers<void>();
    const [early, whole] = [await run(lying, { growing: true, interfere: slowly }), await run(lying, {})];
    expect(early.calls.filter((call) => call.includes("offset=")).length).toBeGreaterThan(0);
    expect(early.failure?.code).toBe(whole.failure?.code);
  });
});
