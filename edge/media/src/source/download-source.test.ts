import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTaskApi } from "../task-api.ts";
import { sourceOffset, startFakeTaskApi } from "../testing/fake-task-api.ts";
import { quickRetry } from "../testing/run-task.ts";
import { downloadSource } from "./download-source.ts";

const source = new Uint8Array(300_000).map((_, index) => (index * 7919) % 251);
const sha256 = createHash("sha256").update(source).digest("hex");

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "firstframe-test-fetch-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

type Interference = Parameters<typeof startFakeTaskApi>[0]["interfere"];

interface Options {
  readonly body?: Uint8Array;
  readonly stallMs?: number;
  readonly growing?: boolean;
}

async function fetchFrom(interfere?: Interference, options: Options = {}) {
  await using server = await startFakeTaskApi({
    directory,
    source: options.body ?? source,
    ...(interfere ? { interfere } : {}),
  });
  const { task_url: taskUrl, token } = server.dispatch;
  const path = join(directory, "source");
  const received: number[] = [];
  const fetched = await downloadSource({
    api: createTaskApi({ taskUrl, token, fetch, retry: quickRetry }),
    path,
    expectedBytes: options.growing ? null : (options.body ?? source).byteLength,
    retry: quickRetry,
    stallMs: options.stallMs ?? 5000,
    signal: new AbortController().signal,
    growing: options.growing ?? false,
    onBytes: (bytes) => received.push(bytes),
  });
  return { fetched, content: await readFile(path), calls: server.calls, received };
}

/** Sends some bytes of the rest, then breaks the connection, as often as told. */
function breaking(times: number, bytesEach: number): Interference {
  let broken = 0;
  return (request, response) => {
    if (broken >= times) return false;
    broken++;
    const start = sourceOffset(request);
    response.writeHead(200, { "content-length": source.byteLength - start });
    response.write(source.subarray(start, start + bytesEach), () => {
      setTimeout(() => response.destroy(), 20);
    });
    return true;
  };
}

describe("downloadSource", () => {
  it("downloads and hashes", async () => {
    const { fetched, content, received } = await fetchFrom();
    expect(fetched).toEqual({ sizeBytes: source.byteLength, sha256 });
    expect(content.equals(source)).toBe(true);
    expect(received.at(-1)).toBe(source.byteLength);
    expect(received).toEqual(received.toSorted((a, b) => a - b));
  });

  it("resumes where the connection broke, as long as there is progress", async () => {
    const { fetched, content, calls } = await fetchFrom(breaking(8, 20_000));
    expect(fetched.sha256).toBe(sha256);
    expect(content.equals(source)).toBe(true);
    expect(calls).toHaveLength(9);
  });

  it("gives up on a connection that sends nothing", async () => {
    let stalled = false;
    const { fetched } = await fetchFrom(
      (_, response) => {
        if (stalled) return false;
        stalled = true;
        response.writeHead(200, { "content-length": source.byteLength }).write(source.subarray(0, 10));
        return true;
      },
      { stallMs: 100 },
    );
    expect(fetched.sha256).toBe(sha256);
  });

  it("waits for as long as an upload pauses, however often the connection is made anew", async () => {
    let quiet = 0;
    const { fetched, calls } = await fetchFrom(
      (_, response) => {
        if (quiet >= 2 * quickRetry.attempts) return false;
        quiet++;
        response.writeHead(200).flushHeaders();
        return true;
      },
      { stallMs: 30, growing: true },
    );
    expect(fetched.sha256).toBe(sha256);
    expect(calls.length).toBeGreaterThan(quickRetry.attempts);
  });

  it("fails, retryable, when nothing comes at all", async () => {
    const failing = fetchFrom((_, response) => {
      response.writeHead(503).end();
      return true;
    });
    await expect(failing).rejects.toMatchObject({ code: "processing_failed", retryable: true });
  });

  it("knows an empty source by 416 and by an empty body", async () => {
    await expect(fetchFrom(undefined, { body: new Uint8Array() })).rejects.toMatchObject({
      code: "source_empty",
    });
    const empty = fetchFrom((_, response) => {
      response.writeHead(200, { "content-length": 0 }).end();
      return true;
    });
    await expect(empty).rejects.toMatchObject({ code: "source_empty" });
  });
});
