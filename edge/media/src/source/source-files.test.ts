import { createHash } from "node:crypto";
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SourceDispatch } from "@firstframe/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ifThere } from "../if-there.ts";
import { TaskLostError } from "../task-api.ts";
import { quickRetry } from "../testing/run-task.ts";
import { followFile } from "./follow-file.ts";
import type { LocalUploads } from "./local-source.ts";
import { createSourceFiles } from "./source-files.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "firstframe-test-sources-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const { signal } = new AbortController();
const source: SourceDispatch = {
  ...{ size_bytes: null, complete: false, filename: null, content_type: null, upload_id: null },
};

/** An API whose sources are written by hand. */
function controlled() {
  const opened: AbortSignal[] = [];
  const offsets: number[] = [];
  const writers: ReadableStreamDefaultController<Uint8Array>[] = [];
  const api = {
    async openSource(offset: number, aborted: AbortSignal) {
      offsets.push(offset);
      opened.push(aborted);
      aborted.throwIfAborted();
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          writers.push(controller);
          aborted.addEventListener("abort", () => controller.error(aborted.reason));
        },
      });
      return new Response(body, { status: 200 });
    },
  };
  return { api, opened, offsets, writer: async () => await until(() => writers.at(-1)) };
}

async function until<Value>(look: () => Value | undefined): Promise<Value> {
  for (;;) {
    const value = look();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function open(lingerMs = 0, uploads: LocalUploads | null = null) {
  return createSourceFiles({ directory, retry: quickRetry, uploads, lingerMs });
}

/** One upload, «here», as large as its file. */
function onVolume() {
  const state = { isComplete: false, isGivenUp: false };
  const fileOf = (id: string) => join(directory, id);
  const uploads: LocalUploads = {
    fileOf,
    async growth(id) {
      if (id !== "here" || state.isGivenUp) return null;
      const file = await ifThere(stat(fileOf(id)));
      return { size: file?.size ?? 0, isComplete: state.isComplete };
    },
  };
  return { state, uploads };
}

describe("createSourceFiles", () => {
  it("downloads once for all tasks of an asset, as it grows", async () => {
    const files = open();
    const { api, opened, writer } = controlled();
    const request = { assetId: "one", source, api };
    const [first, second] = await Promise.all([files.acquire(request), files.acquire(request)]);
    expect(first.file).toBe(second.file);
    (await writer()).enqueue(new Uint8Array(100));
    await first.file.moreThan(99, signal);
    expect([first.file.received(), first.file.isWhole()]).toEqual([100, false]);
    (await writer()).enqueue(new Uint8Array(50));
    (await writer()).close();
    expect(await second.file.whole(signal)).toMatchObject({ sizeBytes: 150 });
    expect((await readFile(first.file.path)).byteLength).toBe(150);
    await first.file.moreThan(1000, signal);
    expect(opened).toHaveLength(1);
    first.release();
    first.release();
    expect(await readdir(directory)).toHaveLength(1);
    second.release();
    await files.close();
    expect(await readdir(directory)).toEqual([]);
  });

  it("reads past what was downloaded by a connection of its own, as often as it breaks", async () => {
    const files = open();
    const { api, opened, offsets, writer } = controlled();
    const held = await files.acquire({ assetId: "one", source, api });
    (await writer()).enqueue(new Uint8Array(10));
    const stop = new AbortController();
    const ahead = held.file.ahead?.(1000, stop.signal)[Symbol.asyncIterator]();
    const first = ahead?.next();
    await until(() => opened[1]);
    (await writer()).enqueue(new Uint8Array(7));
    expect(await first).toMatchObject({ value: { byteLength: 7 } });
    const second = ahead?.next();
    (await writer()).error(new TypeError("broken"));
    await until(() => opened[2]);
    stop.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    expect(offsets).toEqual([0, 1000, 1007]);
    expect(opened.map(({ aborted }) => aborted)).toEqual([false, true, true]);
    held.release();
    await files.close();
  });

  it("keeps a whole source a while for the asset's next task, then removes it", async () => {
    const files = open(60);
    const { api, opened, writer } = controlled();
    const held = await files.acquire({ assetId: "one", source, api });
    (await writer()).enqueue(new Uint8Array(10));
    (await writer()).close();
    await held.file.whole(signal);
    held.release();
    const again = await files.acquire({ assetId: "one", source, api });
    expect(again.file).toBe(held.file);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await readdir(directory)).toHaveLength(1);
    again.release();
    await expect.poll(() => readdir(directory)).toEqual([]);
    const fresh = await files.acquire({ assetId: "one", source, api });
    expect(fresh.file).not.toBe(held.file);
    fresh.release();
    await files.close();
    expect(opened).toHaveLength(2);
  });

  it("stops a download that nobody waits for any more", async () => {
    const files = open(60_000);
    const { api, opened, writer } = controlled();
    const held = await files.acquire({ assetId: "one", source, api });
    (await writer()).enqueue(new Uint8Array(10));
    await held.file.moreThan(0, signal);
    held.release();
    expect(opened[0]?.aborted).toBe(true);
    await files.close();
    expect(await readdir(directory)).toEqual([]);
  });

  it("tells everyone who waits that a source was given up, and tries anew for the next task", async () => {
    const files = open();
    let isGone = true;
    const working = controlled();
    const api = {
      openSource: (offset: number, aborted: AbortSignal) =>
        isGone ? Promise.reject(new TaskLostError("410")) : working.api.openSource(offset, aborted),
    };
    const held = await files.acquire({ assetId: "one", source, api });
    await Promise.all([
      expect(held.file.moreThan(0, signal)).rejects.toThrow(TaskLostError),
      expect(held.file.whole(signal)).rejects.toThrow(TaskLostError),
    ]);
    isGone = false;
    const again = await files.acquire({ assetId: "one", source, api });
    (await working.writer()).enqueue(new Uint8Array(5));
    (await working.writer()).close();
    expect(await again.file.whole(signal)).toMatchObject({ sizeBytes: 5 });
    held.release();
    // What was given up goes, and what came after it stays.
    await expect.poll(() => readdir(directory)).toHaveLength(1);
    expect((await readFile(again.file.path)).byteLength).toBe(5);
    again.release();
    await files.close();
  });

  it("lets go of those who are told to stop, though the source still grows", async () => {
    const files = open();
    const { api, writer } = controlled();
    const held = await files.acquire({ assetId: "one", source, api });
    (await writer()).enqueue(new Uint8Array(5));
    const stop = new AbortController();
    const waiting = [held.file.whole(stop.signal), held.file.moreThan(5, stop.signal)];
    setTimeout(() => stop.abort(new Error("stopped")), 20);
    for (const wait of waiting) await expect(wait).rejects.toThrow("stopped");
    held.release();
    await files.close();
  });

  it("reads an upload on the volume where it lies, and leaves it there", async () => {
    const { uploads } = onVolume();
    const files = open(0, uploads);
    const { api } = controlled();
    await writeFile(uploads.fileOf("here"), "seven b");
    const held = await files.acquire({ assetId: "one", source: { ...source, upload_id: "here" }, api });
    expect(held.file.path).toBe(join(directory, "here"));
    expect(held.file.ahead).toBeNull();
    await held.file.moreThan(6, signal);
    held.release();
    // An upload that pauses holds nobody up.
    await files.close();
    await expect(held.file.whole(signal)).rejects.toThrow("nobody needs the source any more");
    expect(await readdir(directory)).toEqual(["here"]);
    const elsewhere = await files.acquire({ assetId: "two", source: { ...source, upload_id: "there" }, api });
    await expect(elsewhere.file.whole(signal)).rejects.toMatchObject({
      code: "processing_failed",
      retryable: true,
    });
    elsewhere.release();
    await expect(
      open().acquire({ assetId: "three", source: { ...source, upload_id: "here" }, api }),
    ).rejects.toMatchObject({ retryable: true });
  });

  it("tells how an upload on the volume grows before all of it is hashed", async () => {
    const { state, uploads } = onVolume();
    const files = open(0, uploads);
    const { api } = controlled();
    const held = await files.acquire({ assetId: "one", source: { ...source, upload_id: "here" }, api });
    const bytes = new Uint8Array(40 * 1024 * 1024).map((_, index) => (index * 7919) % 251);
    await writeFile(uploads.fileOf("here"), bytes.subarray(0, 39_000_000));
    await held.file.moreThan(38_999_999, signal);
    expect(held.file.isWhole()).toBe(false);
    await appendFile(uploads.fileOf("here"), bytes.subarray(39_000_000));
    state.isComplete = true;
    expect(await held.file.whole(signal)).toEqual({
      sizeBytes: bytes.byteLength,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    held.release();
    await files.close();
  });

  it("tells of an upload that was given up, and of one without a byte", async () => {
    const given = onVolume();
    const files = open(0, given.uploads);
    const { api } = controlled();
    const request = { assetId: "one", source: { ...source, upload_id: "here" }, api };
    const held = await files.acquire(request);
    given.state.isGivenUp = true;
    await expect(held.file.whole(signal)).rejects.toThrow("given up");
    held.release();
    await files.close();
    const empty = onVolume();
    empty.state.isComplete = true;
    await writeFile(empty.uploads.fileOf("here"), "");
    const none = await open(0, empty.uploads).acquire(request);
    await expect(none.file.whole(signal)).rejects.toMatchObject({ code: "source_empty" });
  });
});

describe("followFile", () => {
  it("gives the bytes as they come, to the end", async () => {
    const files = open();
    const { api, writer } = controlled();
    const held = await files.acquire({ assetId: "one", source, api });
    const chunks: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of followFile(held.file, signal)) chunks.push(chunk);
    })();
    const bytes = new Uint8Array(700_000).map((_, index) => (index * 7919) % 251);
    (await writer()).enqueue(bytes.subarray(0, 300_000));
    await until(() => (chunks.length >= 2 ? true : undefined));
    (await writer()).enqueue(bytes.subarray(300_000));
    (await writer()).close();
    await reading;
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    held.release();
    await files.close();
  });

  it("fails when no more will come, though more was to", async () => {
    const files = open();
    let calls = 0;
    const api = {
      async openSource() {
        if (calls++ > 0) throw new TaskLostError("410");
        return new Response(
          new ReadableStream({
            start: (it) => it.enqueue(new Uint8Array(9)),
            pull: (it) => it.error(new TypeError("broken")),
          }),
        );
      },
    };
    const held = await files.acquire({ assetId: "one", source, api });
    const read = async () => {
      for await (const chunk of followFile(held.file, signal)) expect(chunk.byteLength).toBeLessThan(10);
    };
    await expect(read()).rejects.toThrow(TaskLostError);
    held.release();
    await files.close();
  });
});
