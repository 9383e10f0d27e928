import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { growingFile, type SourceFile } from "../source/growing-file.ts";
import { TaskLostError } from "../task-api.ts";
import { makeMedia, quickVideo, testPicture } from "../testing/make-media.ts";
import { waitForHead } from "./wait-for-head.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "firstframe-test-head-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const signal = new AbortController().signal;

/** A source that receives what `receive` is given, until `end`. */
function arriving(ahead: SourceFile["ahead"] = null) {
  const path = join(directory, "source");
  const ended = Promise.withResolvers<{ sizeBytes: number; sha256: string }>();
  let tell: (bytes: number) => void = () => undefined;
  const { file } = growingFile(
    path,
    (onBytes) => {
      tell = onBytes;
      return ended.promise;
    },
    ahead,
  );
  return {
    file,
    ended,
    async receive(bytes: Uint8Array) {
      await writeFile(path, bytes);
      tell(bytes.byteLength);
    },
    end: (sizeBytes: number) => ended.resolve({ sizeBytes, sha256: "" }),
  };
}

const large = (options: string[]) =>
  makeMedia(
    "clip.mp4",
    ...["-f", "lavfi", "-i", "nullsrc=size=320x240:rate=10:duration=3", "-vf", "geq=random(1)*255:128:128"],
    ...[...quickVideo, "-crf", "10", ...options],
  );

describe("waitForHead", () => {
  it("begins before the end where the head suffices", async () => {
    const bytes = await large(["-movflags", "+faststart"]);
    expect(bytes.byteLength).toBeGreaterThan(700_000);
    const { file, receive } = arriving();
    const waiting = waitForHead(file, false, signal);
    await receive(bytes.subarray(0, 100));
    await receive(bytes.subarray(0, 650_000));
    expect(await waiting).toEqual({ kind: "streamable", reason: null });
  });

  it("waits for all of it where the index comes last, and says so", async () => {
    const bytes = await makeMedia("clip.mp4", ...testPicture("64x64", 10, 1), ...quickVideo);
    const { file, receive, end } = arriving();
    const waiting = waitForHead(file, false, signal);
    await receive(bytes);
    setTimeout(() => end(bytes.byteLength), 30);
    expect(await waiting).toEqual({ kind: "whole", reason: expect.stringContaining("moov after mdat") });
  });

  it.each([false, true])(
    "takes the index from the end, before all in front of it is there (complete: %s)",
    async (isComplete) => {
      const bytes = await large([]);
      const asked: number[] = [];
      const { file, receive } = arriving(async function* (offset) {
        asked.push(offset);
        yield bytes.subarray(offset);
      });
      const waiting = waitForHead(file, isComplete, signal);
      await receive(bytes.subarray(0, 1000));
      const head = await waiting;
      expect(head).toMatchObject({ kind: "turned", reason: expect.stringContaining("moov after mdat") });
      if (head.kind !== "turned") return;
      expect(asked).toEqual([head.turned.indexFrom]);
      expect(head.turned.index.byteLength).toBe(bytes.byteLength - head.turned.indexFrom);
    },
  );

  it("takes the whole file where it is sooner there, and looks for the index no more", async () => {
    const bytes = await large([]);
    let isLooking = false;
    const { file, receive, end } = arriving(async function* (_, aborted) {
      isLooking = true;
      await new Promise((_resolve, reject) => {
        aborted.addEventListener("abort", () => {
          isLooking = false;
          reject(aborted.reason);
        });
      });
      yield bytes;
    });
    const waiting = waitForHead(file, false, signal);
    await receive(bytes.subarray(0, 1000));
    await expect.poll(() => isLooking).toBe(true);
    await receive(bytes);
    end(bytes.byteLength);
    expect(await waiting).toEqual({ kind: "whole", reason: expect.stringContaining("moov after mdat") });
    expect(isLooking).toBe(false);
  });

  it("waits for all of it where the end cannot be had, unless the task is lost", async () => {
    const bytes = await large([]);
    const failing = (error: Error) =>
      arriving(() => {
        throw error;
      });
    const broken = failing(new TypeError("broken"));
    const waiting = waitForHead(broken.file, false, signal);
    await broken.receive(bytes);
    setTimeout(() => broken.end(bytes.byteLength), 30);
    expect(await waiting).toMatchObject({ kind: "whole" });
    const lost = failing(new TaskLostError("410"));
    const losing = waitForHead(lost.file, false, signal);
    await lost.receive(bytes);
    await expect(losing).rejects.toThrow(TaskLostError);
  });

  it("takes a small file as a whole, without a reason", async () => {
    const { file, receive, end } = arriving();
    const waiting = waitForHead(file, true, signal);
    await receive(new Uint8Array(10));
    end(10);
    expect(await waiting).toEqual({ kind: "whole", reason: null });
  });

  it("waits no longer for what will not come, nor once it is told to stop", async () => {
    const bytes = await makeMedia("clip.mp4", ...testPicture("64x64", 10, 1), ...quickVideo);
    const first = arriving();
    const failing = waitForHead(first.file, false, signal);
    await first.receive(bytes);
    setTimeout(() => first.ended.reject(new Error("given up")), 30);
    await expect(failing).rejects.toThrow("given up");

    const stop = new AbortController();
    const second = arriving();
    const stopping = waitForHead(second.file, false, stop.signal);
    await second.receive(bytes);
    setTimeout(() => stop.abort(new Error("stopped")), 30);
    await expect(stopping).rejects.toThrow("stopped");
  });
});
