import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { MediaError } from "./media-error.ts";
import { expectPlayable } from "./testing/expect-playable.ts";
import { brightness, pictureSize } from "./testing/inspect-output.ts";
import { makeMedia, quickVideo, testPicture, testTone } from "./testing/make-media.ts";
import { runTask, type TaskRun } from "./testing/run-task.ts";

const made: string[] = [];
afterEach(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true, force: true });
});

async function run(...[source, options]: Parameters<typeof runTask>): Promise<TaskRun> {
  const task = await runTask(source, options);
  made.push(task.outputs);
  return task;
}

/** What the first task of all answered. */
function preparedBy({ results: [first] }: TaskRun) {
  if (first?.kind !== "prepare") throw new Error("nothing was prepared");
  return first;
}

describe("the tasks of a job", () => {
  it("repackage an ordinary video with its sound, and align encoded renditions and a poster to it", async () => {
    const source = await makeMedia(
      "clip.mp4",
      ...testPicture("640x360", 30, 9),
      ...testTone(9),
      ...[...quickVideo, "-g", "60", "-bf", "2"],
      ...["-c:a", "aac"],
    );
    const task = await run(source, { all: true });
    const renditions = await expectPlayable(task);
    expect(renditions.map(({ id }) => id)).toEqual(["v360", "v240", "v144", "a"]);
    const prepared = preparedBy(task);
    expect(prepared.opening).toMatchObject({
      has_video: true,
      has_audio: true,
      early_start: null,
      source: {
        size_bytes: source.byteLength,
        video_codec: "h264",
        audio_codec: "aac",
        width: 640,
        height: 360,
        frame_rate: 30,
        filename: "clip",
      },
    });
    expect(prepared.opening.source.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Math.abs((prepared.opening.duration_ms ?? 0) - 9000)).toBeLessThan(100);
    expect(prepared.renditions.map(({ id }) => id)).toEqual(["v360", "a"]);
    expect(prepared.files).toMatchObject([{ name: "poster.jpg", kind: "poster", width: 640, height: 360 }]);
    expect(await pictureSize(join(task.outputs, "poster.jpg"))).toBe("640x360");
    expect(Object.fromEntries(task.contentTypes)).toMatchObject({
      "v360/init.mp4": "video/mp4",
      "v360/00002.m4s": "video/iso.segment",
      "v144/00002.m4s": "video/iso.segment",
      "poster.jpg": "image/jpeg",
    });

    const puts = task.calls.filter((call) => call.startsWith("PUT") && !call.endsWith("init.mp4"));
    expect(new Set(puts).size).toBe(puts.length);
    expect(task.calls[0]).toBe("POST /lease");
    const at = (call: string) => task.calls.indexOf(call);
    expect(at("POST /produced")).toBeGreaterThan(at("PUT /outputs/1/v360/init.mp4"));
    expect(at("POST /complete")).toBeGreaterThan(at("POST /produced"));
    expect(task.calls.slice(-2)).toEqual(["POST /complete", "POST /next"]);
  });

  it("tell what they ran and took, and what their work is worth", async () => {
    const source = await makeMedia("clip.mp4", ...testPicture("320x180", 25, 5), ...quickVideo, "-g", "50");
    const task = await run(source, { all: true });
    for (const { kind, ...result } of task.results) {
      expect(["prepare", "encode", "extras"]).toContain(kind);
      if (!("record" in result)) continue;
      expect(result.record.cpu_ms).toBeGreaterThan(0);
      expect(result.record.peak_memory_bytes).toBeGreaterThan(1_000_000);
      expect(result.record.elapsed_ms).toBeGreaterThan(0);
      const words = result.record.commands.flatMap(({ argv }) => argv);
      expect(words).toContain("file:source");
      expect(words.filter((word) => word.includes("firstframe-test"))).toEqual([]);
    }
    const encoded = task.results.find(({ kind }) => kind === "encode");
    const ssim = encoded?.kind === "encode" ? encoded.record.ssim : undefined;
    expect(Object.keys(ssim ?? {}).sort()).toEqual(
      encoded && "renditions" in encoded ? encoded.renditions.map(({ id }) => id) : [],
    );
    for (const [value] of Object.values(ssim ?? {})) expect(value).toBeGreaterThan(0.8);
    expect(preparedBy(task).plan).toMatchObject({
      repackaging: { video: true, why_not: [] },
      first_frames: { kind: "repackage", rendition: "v180" },
    });
  });

  it.each([
    ["last", false, []],
    ["first", true, ["-movflags", "+faststart"]],
  ])("do not repackage what has too few keyframes later on (index %s)", async (_, growing, flags) => {
    const source = await makeMedia(
      "clip.mp4",
      ...testPicture("320x180", 10, 40),
      // Noise, so that a head of it is not all of it.
      ...["-vf", "noise=alls=40:allf=t", ...quickVideo, "-g", "9999", "-sc_threshold", "0"],
      ...["-force_key_frames", "0,2,4,6,8,10,12,14", ...flags],
    );
    const prepared = preparedBy(await run(source, { growing }));
    expect(prepared.opening.early_start?.possible).toBe(growing ? true : undefined);
    expect(prepared.plan.repackaging).toEqual({
      video: false,
      why_not: ["Keyframes are more than 6 s apart."],
    });
    expect(prepared.plan.content).toMatchObject({ bitsPerPixel: expect.any(Number) });
  });

  it("make what is wanted besides, and say where keyframes are", async () => {
    const source = await makeMedia("clip.mp4", ...testPicture("320x180", 25, 5), ...quickVideo, "-g", "50");
    const task = await run(source, { all: true, options: { thumbnail_s: 2, download: true } });
    const names = task.results.flatMap((result) => ("files" in result ? result.files : []));
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(["thumbnail.jpg", "download.mp4"]));
    const made = task.results.flatMap((result) => ("renditions" in result ? result.renditions : []));
    expect(made.length).toBeGreaterThan(1);
    for (const [, size, offset = 0, length = size] of made.flatMap(({ segments }) => segments)) {
      expect(offset).toBeGreaterThan(0);
      expect(offset + length).toBeLessThan(size);
    }
  });

  it("encode what is no H.264: the beginning of the smallest rendition first", async () => {
    const source = await makeMedia(
      "clip.webm",
      ...testPicture("320x180", 25, 14),
      ...testTone(14),
      ...["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"],
    );
    const task = await run(source, { all: true });
    const renditions = await expectPlayable(task);
    expect(renditions.map(({ id }) => id)).toEqual(
      ["v180", "v180-2", "v180-3", "a"].slice(-renditions.length),
    );
    const first = preparedBy(task);
    expect(first.renditions.find(({ kind }) => kind === "video")).toMatchObject({
      id: renditions.filter(({ kind }) => kind === "video").at(-1)?.id,
      first_segment: 0,
    });
    expect(first.renditions.find(({ kind }) => kind === "video")?.segments).toHaveLength(2);
    expect(first.plan).toMatchObject({
      repackaging: { video: false },
      first_frames: { kind: "encode", segments: 2 },
    });
    for (const { durationS } of renditions) expect(Math.abs(durationS - 14)).toBeLessThan(0.2);
  });

  it("cope with odd sizes, a variable frame rate and sound that ends early", async () => {
    const source = await makeMedia(
      "clip.mkv",
      ...testPicture("321x181", 30, 6),
      ...testTone(2),
      ...["-vf", "select='lt(mod(n,7),4)+gt(n,120)'", "-vsync", "vfr", "-c:v", "ffv1", "-c:a", "libopus"],
    );
    const task = await run(source, { all: true });
    const [best] = await expectPlayable(task);
    expect(best).toMatchObject({ width: 320, height: 180 });
    expect(Math.abs((best?.durationS ?? 0) - 6)).toBeLessThan(0.15);
  });

  it("align to a repackaged video of variable frame rate and uneven groups", async () => {
    const source = await makeMedia(
      "clip.mp4",
      ...testPicture("320x180", 30, 11),
      ...["-vf", "select='lt(mod(n,7),4)+gt(n,200)'", "-vsync", "vfr", ...quickVideo],
      ...["-force_key_frames", "1.3,2.9,4.1,4.5,9.2", "-bf", "3", "-x264-params", "open-gop=0"],
    );
    const task = await run(source, { all: true });
    const renditions = await expectPlayable(task);
    expect(preparedBy(task).plan).toMatchObject({ repackaging: { video: true } });
    expect(renditions[0]?.segments.length).toBeGreaterThan(1);
  });

  it("fill up sound that ends before the picture", async () => {
    const source = await makeMedia(
      "clip.mp4",
      ...testPicture("320x180", 25, 6),
      ...testTone(2),
      ...quickVideo,
      ...["-c:a", "aac"],
    );
    const renditions = await expectPlayable(await run(source, { all: true }));
    const sound = renditions.find(({ kind }) => kind === "audio");
    expect(Math.abs((sound?.durationS ?? 0) - 6)).toBeLessThan(0.1);
  });

  it("make do with a picture that ends long before the sound", async () => {
    const source = await makeMedia(
      "clip.webm",
      ...testPicture("160x120", 10, 5),
      ...testTone(40),
      ...["-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "-b:a", "32k"],
    );
    const renditions = await expectPlayable(await run(source, { all: true }));
    const [best] = renditions;
    const sound = renditions.at(-1);
    expect(best?.durationS).toBeCloseTo(5, 1);
    expect(Math.abs((sound?.durationS ?? 0) - 40)).toBeLessThan(0.2);
  });

  it("tone high dynamic range down to what every screen shows", async () => {
    const source = await makeMedia(
      "clip.mp4",
      ...["-f", "lavfi", "-i", "color=c=gray:size=320x180:rate=25:duration=2", ...quickVideo],
      ...["-color_trc", "smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"],
    );
    const task = await run(source, { all: true });
    const [best] = await expectPlayable(task);
    // Half of the PQ scale is about 90 cd/m², bright on a screen of standard range; without mapping it stays at 126.
    expect(await brightness(task.outputs, best?.id ?? "")).toBeGreaterThan(140);
  });

  it("turn a picture upright that is stored turned", async () => {
    const upright = await makeMedia("clip.mp4", ...testPicture("320x180", 25, 2), ...quickVideo);
    const source = await turned(upright);
    const task = await run(source, { all: true });
    const [best] = await expectPlayable(task);
    expect(best).toMatchObject({ width: 180, height: 320 });
    expect(preparedBy(task).plan).toMatchObject({ repackaging: { video: false } });
  });

  it("make one rendition of sound alone", async () => {
    const task = await run(await makeMedia("clip.wav", ...testTone(5)), { all: true });
    const renditions = await expectPlayable(task);
    expect(preparedBy(task)).toMatchObject({
      opening: { has_video: false, has_audio: true },
      files: [],
      tasks: [{ kind: "extras" }],
    });
    expect(renditions.map(({ codecs }) => codecs)).toEqual(["mp4a.40.2"]);
  });

  it("take a recording that states no duration", async () => {
    const source = await makeMedia(
      "clip.webm",
      ...testPicture("320x180", 25, 3),
      ...["-c:v", "libvpx", "-deadline", "realtime", "-f", "webm", "-live", "1"],
    );
    const task = await run(source, { all: true });
    await expectPlayable(task);
    expect(preparedBy(task).opening.duration_ms).toBe(3000);
  });
});

/** The same video with a display matrix that turns it by 90 degrees. */
async function turned(video: Uint8Array): Promise<Uint8Array> {
  const directory = await mkdtemp(join(tmpdir(), "firstframe-test-turn-"));
  made.push(directory);
  const path = join(directory, "upright.mp4");
  await writeFile(path, video);
  return makeMedia("clip.mp4", "-i", path, "-c", "copy", "-metadata:s:v", "rotate=90");
}

describe("a source that cannot be used", () => {
  const random = new Uint8Array(200_000).map((_, index) => (Math.imul(index, 2654435761) >>> 13) & 255);
  const playlist = new TextEncoder().encode(
    "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n/etc/passwd\n#EXT-X-ENDLIST\n",
  );
  const list = new TextEncoder().encode("ffconcat version 1.0\nfile '/etc/passwd'\n");

  it.each([
    ["nothing", new Uint8Array(), "source_empty"],
    ["random bytes", random, "source_not_media"],
    ["a playlist", playlist, "source_not_media"],
    ["a list of files", list, "source_not_media"],
    ["subtitles", new TextEncoder().encode("1\n00:00:01,000 --> 00:00:02,000\nHello\n"), "source_not_media"],
  ])("is refused: %s", async (_, source, code) => {
    const task = await run(source);
    expect(task.failure).toMatchObject({ code, retryable: false });
    expect(task.leftovers).toEqual([]);
    expect(task.calls.filter((call) => call !== "POST /next").at(-1)).toBe("POST /fail");
  });

  it("is refused: a picture", async () => {
    const task = await run(await makeMedia("picture.png", ...testPicture("64x64", 1, 1), "-frames:v", "1"));
    expect(task.failure).toMatchObject({ code: "source_not_media" });
  });

  it.each([
    ["an MP4 with its index first", "clip.mp4", ["-movflags", "+faststart"]],
    ["an MP4 with its index last", "clip.mp4", []],
    ["a Matroska file", "clip.mkv", []],
    ["an AVI file", "clip.avi", []],
  ])("is refused: %s, cut in half", async (_, name, options) => {
    const whole = await makeMedia(name, ...testPicture("320x180", 25, 8), ...quickVideo, ...options);
    const task = await run(whole.subarray(0, whole.byteLength / 2));
    expect(task.failure).toMatchObject({ code: "source_truncated", retryable: false });
  });
});

describe("the protocol", () => {
  const clip = makeMedia("clip.mp4", ...testPicture("320x180", 25, 5), ...quickVideo);

  it("drops a task that another attempt has, without a word", async () => {
    const task = await run(await clip, {
      interfere: (request, response) => {
        response.writeHead(409).end();
        return request.url !== "";
      },
    });
    expect(task.calls).toEqual(["POST /lease"]);
  });

  it("stops at once when the lease is lost, and makes no further calls", async () => {
    const long = await makeMedia("clip.mp4", ...testPicture("1280x720", 30, 40), ...quickVideo);
    const started = performance.now();
    const task = await run(long, {
      interfere: (request, response) => {
        if (!request.url?.endsWith("/heartbeat")) return false;
        response.writeHead(409, { "content-type": "application/problem+json" }).end("{}");
        return true;
      },
    });
    // What was on its way when the answer came arrives after it.
    const late = task.calls.slice(1 + task.calls.indexOf("POST /heartbeat"));
    expect(late.filter((call) => !call.startsWith("PUT "))).toEqual([]);
    expect(late.length).toBeLessThanOrEqual(4);
    expect(task.calls.filter((call) => /fail|complete/.test(call))).toEqual([]);
    expect(task.leftovers).toEqual([]);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it("repeats what a server error or a broken connection spoilt", async () => {
    const spoilt = new Set<string>();
    const task = await run(await clip, {
      all: true,
      interfere: (request, response) => {
        const key = `${request.method} ${request.url}`;
        if (request.url?.endsWith("/heartbeat") || spoilt.has(key)) return false;
        spoilt.add(key);
        if (spoilt.size % 2 === 0) response.writeHead(503).end();
        else response.destroy();
        return true;
      },
    });
    await expectPlayable(task);
  });

  it("fails, retryable, when outputs are refused for good", async () => {
    const task = await run(await clip, {
      interfere: (request, response) => {
        if (request.method !== "PUT") return false;
        response.writeHead(500).end();
        return true;
      },
    });
    expect(task.failure).toMatchObject({ code: "processing_failed", retryable: true });
  });

  it("hands the task back when the worker is stopped", async () => {
    const long = await makeMedia("clip.mp4", ...testPicture("1280x720", 30, 40), ...quickVideo);
    const abort = new AbortController();
    const task = await run(long, {
      signal: abort.signal,
      interfere: (request) => {
        const reason = new MediaError("processing_failed", "worker is shutting down", { retryable: true });
        if (request.method === "PUT") abort.abort(reason);
        return false;
      },
    });
    expect(task.failure).toEqual({
      attempt: 1,
      code: "processing_failed",
      detail: "worker is shutting down",
      retryable: true,
    });
    expect(task.leftovers).toEqual([]);
  });

  it("hands the task back when the worker is stopped while its source pauses", async () => {
    const abort = new AbortController();
    const source = await clip;
    const task = await run(source, {
      ...{ growing: true, signal: abort.signal },
      interfere: (request, response) => {
        if (!request.url?.endsWith("/source?follow=true")) return false;
        response.writeHead(200).write(source.subarray(0, source.byteLength / 2));
        setTimeout(
          () => abort.abort(new MediaError("processing_failed", "stopped", { retryable: true })),
          500,
        );
        return true;
      },
    });
    expect(task.failure).toMatchObject({ detail: "stopped", retryable: true });
    expect(task.calls.at(-1)).toBe("POST /fail");
    expect(task.leftovers).toEqual([]);
  });
});
