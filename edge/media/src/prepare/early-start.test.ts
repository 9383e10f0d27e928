import { rm } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { expectPlayable } from "../testing/expect-playable.ts";
import { makeMedia, quickVideo, testPicture } from "../testing/make-media.ts";
import { runTask, type TaskRun } from "../testing/run-task.ts";

const made: string[] = [];
afterEach(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true, force: true });
});

/** Twelve seconds that compress badly, so that a part of the file is enough to look at. */
const noise = [
  ...["-f", "lavfi", "-i", "nullsrc=size=320x240:rate=10:duration=12"],
  ...["-vf", "geq=random(1)*255:128:128"],
];

/**
 * Prepares a source of which the last part is held back until something can be watched.
 *
 * @returns how often something was told of before the last byte was sent
 */
async function prepareSlowly(source: Uint8Array): Promise<{ run: TaskRun; toldBefore: number }> {
  const watchable = Promise.withResolvers<void>();
  let told = 0;
  let toldBefore = 0;
  const run = await runTask(source, {
    ...{ all: true, growing: true },
    interfere(request, response) {
      if (request.url?.endsWith("/produced")) {
        told++;
        watchable.resolve();
      }
      if (!request.url?.endsWith("/source?follow=true")) return false;
      const held = Math.floor(source.byteLength * 0.75);
      response.writeHead(200);
      const send = async () => {
        for (let at = 0; at < held; at += 100_000) {
          response.write(source.subarray(at, Math.min(held, at + 100_000)));
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        await Promise.race([watchable.promise, new Promise((resolve) => setTimeout(resolve, 20_000))]);
        toldBefore = Math.max(toldBefore, told);
        response.end(source.subarray(held));
      };
      void send();
      return true;
    },
  });
  made.push(run.outputs);
  return { run, toldBefore };
}

describe("a source that still arrives", () => {
  it.each([
    [
      "H.264 with its index first, repackaged",
      "clip.mp4",
      [...quickVideo, "-crf", "12", "-g", "20", "-movflags", "+faststart"],
    ],
    [
      "fragmented H.264, repackaged",
      "clip.mp4",
      [...quickVideo, "-crf", "12", "-g", "20", "-movflags", "+frag_keyframe+empty_moov"],
    ],
    [
      "VP8, encoded",
      "clip.webm",
      ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "3M", "-qmax", "20"],
    ],
  ])("can be watched before its last byte: %s", async (_, name, options) => {
    const { run, toldBefore } = await prepareSlowly(await makeMedia(name, ...noise, ...options));
    expect(run.failure).toBeNull();
    expect(toldBefore).toBeGreaterThan(0);
    const [first] = run.produced;
    expect(first?.opening).toMatchObject({
      early_start: { possible: true, reason: null },
      source: { size_bytes: null, sha256: null },
    });
    expect(first?.renditions).toMatchObject([{ kind: "video", first_segment: 0, complete: false }]);
    expect(first?.renditions[0]?.segments.length).toBeGreaterThan(0);
    await expectPlayable(run);
    expect(run.results[0]).toMatchObject({
      opening: { source: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    });
  });

  it("says why it cannot: its index comes last", async () => {
    const source = await makeMedia("clip.mp4", ...testPicture("160x120", 10, 3), ...quickVideo);
    const run = await runTask(source, { all: true, growing: true });
    made.push(run.outputs);
    await expectPlayable(run);
    expect(run.results[0]).toMatchObject({
      opening: { early_start: { possible: false, reason: expect.stringContaining("moov after mdat") } },
    });
  });

  it("is refused when it ends before its end", async () => {
    const source = await makeMedia(
      "clip.mp4",
      ...noise,
      ...quickVideo,
      "-crf",
      "12",
      "-movflags",
      "+faststart",
    );
    const run = await runTask(source.subarray(0, source.byteLength / 2), { growing: true });
    made.push(run.outputs);
    expect(run.failure).toMatchObject({ code: "source_truncated", retryable: false });
  });
});
