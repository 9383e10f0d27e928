import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningIngest, startIngest } from "../ingest/testing/start-ingest.ts";
import { makeMedia, quickVideo, testPicture, testTone } from "../testing/make-media.ts";
import { runTask, type TaskRun } from "../testing/run-task.ts";

const execute = promisify(execFile);

let ingest: RunningIngest;
let source: Uint8Array;
beforeAll(async () => {
  ingest = await startIngest();
  source = await makeMedia(
    "whole.mp4",
    ...[...testPicture("160x90", 25, 6), ...testTone(6), ...quickVideo, "-g", "75", "-c:a", "aac"],
  );
});
afterAll(() => ingest[Symbol.asyncDispose]());

function newUpload(maximumBytes = 5_000_000) {
  const { id, token } = ingest.api.newUpload({});
  return { id, token, endpoint: `${ingest.url}/v1/tus`, max_size_bytes: maximumBytes };
}

type Upload = ReturnType<typeof newUpload>;

/** Cuts a part of the source into an upload of a real ingest. */
async function cut(startMs: number, endMs: number | null, upload: Upload = newUpload()): Promise<TaskRun> {
  const run = await runTask(source, { clip: { range: { start_ms: startMs, end_ms: endMs }, upload } });
  await rm(run.outputs, { recursive: true });
  return run;
}

async function streamsOf({ id }: Upload) {
  const shown = ["-count_packets", "-show_entries", "stream=codec_type,start_time,duration,nb_read_packets"];
  const path = ingest.ingest.fileOf(id);
  const { stdout } = await execute("ffprobe", ["-v", "error", ...shown, "-of", "json", path]);
  const { streams } = JSON.parse(stdout) as { streams: Record<string, string>[] };
  return streams.map(({ codec_type, start_time, duration, nb_read_packets }) => ({
    kind: codec_type,
    startS: Number(start_time),
    durationS: Number(duration),
    packets: Number(nb_read_packets),
  }));
}

const report = (upload: Upload) =>
  ingest.api.reports.find((entry) => entry.id === upload.id && entry.report.kind === "received")?.report;

describe("a clip task", () => {
  it("sends just that part, of picture and sound, into its upload as a file of its own", async () => {
    const upload = newUpload();
    const { result, failure, leftovers, calls } = await cut(1_320, 3_120, upload);
    expect(failure).toBeNull();
    expect(result).toMatchObject({ kind: "clip", attempt: 1 });
    expect(calls.some((call) => call.includes("/outputs/"))).toBe(false);
    const [picture, sound] = await streamsOf(upload);
    expect(picture).toMatchObject({ kind: "video", startS: 0, packets: 45 });
    expect(sound).toMatchObject({ kind: "audio", startS: 0 });
    expect(Math.abs((sound?.durationS ?? 0) - 1.8)).toBeLessThan(0.03);
    expect(report(upload)).toMatchObject({ filename: "clip.mp4", content_type: "video/mp4" });
    expect(leftovers).toEqual([]);
  });

  it("goes to the end where no end is given", async () => {
    const upload = newUpload();
    await cut(5_000, null, upload);
    expect((await streamsOf(upload))[0]?.packets).toBe(25);
  });

  it("makes the same bytes again: another attempt goes on where one was broken off", async () => {
    const first = newUpload();
    await cut(1_000, 3_000, first);
    const bytes = await readFile(ingest.ingest.fileOf(first.id));
    const second = newUpload();
    await begin(second, bytes, 10_000, digestOf(bytes));
    expect((await cut(1_000, 3_000, second)).failure).toBeNull();
    expect((await readFile(ingest.ingest.fileOf(second.id))).equals(bytes)).toBe(true);
  });

  it("does not put the end of one file behind the start of another", async () => {
    const upload = newUpload();
    await begin(upload, Buffer.alloc(50_000), 10_000, "another");
    expect((await cut(1_000, 3_000, upload)).failure).toMatchObject({
      code: "processing_failed",
      retryable: false,
    });
  });

  it("says what was wrong: too large for its upload, or nothing there at all", async () => {
    expect((await cut(0, null, newUpload(10_000))).failure).toMatchObject({ code: "source_too_large" });
    expect((await cut(20_000, 30_000)).failure).toMatchObject({ code: "source_truncated" });
  });
});

const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** What an attempt has sent that died. */
async function begin(upload: Upload, bytes: Buffer, count: number, digest: string): Promise<void> {
  const headers = { authorization: `Bearer ${upload.token}`, "tus-resumable": "1.0.0" };
  await fetch(upload.endpoint, {
    method: "POST",
    headers: {
      ...{ ...headers, "upload-length": String(bytes.byteLength) },
      "upload-metadata": `validator ${btoa(`"${digest}"`)}`,
    },
  });
  const { status } = await fetch(`${upload.endpoint}/${upload.id}`, {
    method: "PATCH",
    headers: { ...headers, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
    body: bytes.subarray(0, count),
  });
  expect(status).toBe(204);
}
