import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { MediaError } from "./media-error.ts";
import { readOutput } from "./testing/fake-job-api.ts";
import { brightness, inspectRendition, pictureSize } from "./testing/inspect-output.ts";
import { makeMedia, quickVideo, testPicture, testTone } from "./testing/make-media.ts";
import { type JobRun, runJob } from "./testing/run-job.ts";

const made: string[] = [];
afterEach(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true, force: true });
});

async function run(...[source, options]: Parameters<typeof runJob>): Promise<JobRun> {
  const job = await runJob(source, options);
  made.push(job.outputs);
  return job;
}

/** Everything that has to hold for whatever was made of whatever source. */
async function expectPlayable(job: JobRun): Promise<void> {
  expect(job.failure).toBeNull();
  expect(job.leftovers).toEqual([]);
  const renditions = job.result?.renditions ?? [];
  expect(renditions.length).toBeGreaterThan(0);
  const master = await readOutput(job.outputs, job.result?.playlist ?? "");
  const boundaries: (readonly number[])[] = [];
  for (const rendition of renditions) {
    const found = await inspectRendition(job.outputs, rendition.id);
    expect(found.complaints).toBe("");
    expect(found.codec).toBe(rendition.kind === "video" ? "h264" : "aac");
    expect(master).toContain(`${rendition.id}/playlist.m3u8`);
    if (rendition.kind === "audio") continue;
    expect(found).toMatchObject({ width: rendition.width, height: rendition.height, pixelShape: "1:1" });
    boundaries.push(found.boundaries);
    const keys = found.packets.filter(({ isKey }) => isKey).map(({ time }) => time);
    for (const start of found.boundaries) {
      expect(
        keys.some((time) => Math.abs(time - start) < 0.002),
        `no keyframe at ${start} s`,
      ).toBe(true);
    }
    expect(Math.min(...found.packets.map(({ time }) => time))).toBeCloseTo(0, 2);
  }
  for (const others of boundaries.slice(1)) expect(others).toEqual(boundaries[0]);
}

describe("a job", () => {
  it("makes aligned renditions, sound and a poster of an ordinary video", async () => {
    const source = await makeMedia(
      "clip.mp4",
      ...testPicture("640x360", 30, 9),
      ...testTone(9),
      ...quickVideo,
      ...["-c:a", "aac"],
    );
    const job = await run(source);
    await expectPlayable(job);
    expect(job.result).toMatchObject({
      has_video: true,
      has_audio: true,
      playlist: "master.m3u8",
      poster: "poster.jpg",
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
    expect(job.result?.source.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Math.abs((job.result?.duration_ms ?? 0) - 9000)).toBeLessThan(100);
    expect(job.result?.renditions.map(({ id }) => id)).toEqual(["v360", "v240", "v144", "a"]);
    expect(await pictureSize(join(job.outputs, "poster.jpg"))).toBe("640x360");
    expect(Object.fromEntries(job.contentTypes)).toMatchObject({
      "master.m3u8": "application/vnd.apple.mpegurl",
      "v360/playlist.m3u8": "application/vnd.apple.mpegurl",
      "v360/init.mp4": "video/mp4",
      "v360/segment-00002.m4s": "video/iso.segment",
      "poster.jpg": "image/jpeg",
    });

    const puts = job.calls
      .filter((call) => call.startsWith("PUT"))
      .map((call) => call.slice("PUT /outputs/1/".length));
    expect(new Set(puts).size).toBe(puts.length);
    expect(puts.at(-1)).toBe("master.m3u8");
    const firstPlaylist = puts.findIndex((path) => path.endsWith(".m3u8"));
    expect(puts.slice(firstPlaylist).every((path) => path.endsWith(".m3u8"))).toBe(true);
    expect(job.calls[0]).toBe("POST /lease");
    expect(job.calls.at(-1)).toBe("POST /complete");
    expect(job.progress).toEqual(job.progress.toSorted((a, b) => a - b));
  });

  it("copes with odd sizes, a variable frame rate and sound that ends early", async () => {
    const source = await makeMedia(
      "clip.mkv",
      ...testPicture("321x181", 30, 6),
      ...testTone(2),
      ...["-vf", "select='lt(mod(n,7),4)+gt(n,120)'", "-vsync", "vfr", "-c:v", "ffv1", "-c:a", "libopus"],
    );
    const job = await run(source);
    await expectPlayable(job);
    expect(job.result?.renditions[0]).toMatchObject({ width: 320, height: 180 });
    expect(Math.abs((job.result?.duration_ms ?? 0) - 6000)).toBeLessThan(150);
  });

  it("fills up sound that ends before the picture", async () => {
    const source = await makeMedia(
      "clip.mp4",
      ...testPicture("320x180", 25, 6),
      ...testTone(2),
      ...quickVideo,
      ...["-c:a", "aac"],
    );
    const job = await run(source);
    await expectPlayable(job);
    const sound = job.result?.renditions.find(({ kind }) => kind === "audio");
    expect(Math.abs((sound?.duration_ms ?? 0) - 6000)).toBeLessThan(100);
  });

  it("tones high dynamic range down to what every screen shows", async () => {
    const source = await makeMedia(
      "clip.mp4",
      ...["-f", "lavfi", "-i", "color=c=gray:size=320x180:rate=25:duration=2", ...quickVideo],
      ...["-color_trc", "smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"],
    );
    const job = await run(source);
    await expectPlayable(job);
    // Half of the PQ scale is about 90 cd/m², bright on a screen of standard range; without mapping it stays at 126.
    const [rendition] = job.result?.renditions ?? [];
    expect(await brightness(job.outputs, rendition?.id ?? "")).toBeGreaterThan(140);
  });

  it("makes one rendition of sound alone", async () => {
    const job = await run(await makeMedia("clip.wav", ...testTone(5)));
    await expectPlayable(job);
    expect(job.result).toMatchObject({ has_video: false, has_audio: true, poster: null });
    expect(job.result?.renditions.map(({ codecs }) => codecs)).toEqual(["mp4a.40.2"]);
    expect(await readOutput(job.outputs, "master.m3u8")).not.toContain("EXT-X-MEDIA:");
  });

  it("takes a recording that states no duration", async () => {
    const source = await makeMedia(
      "clip.webm",
      ...testPicture("320x180", 25, 3),
      ...["-c:v", "libvpx", "-deadline", "realtime", "-f", "webm", "-live", "1"],
    );
    const job = await run(source);
    await expectPlayable(job);
    expect(job.result?.duration_ms).toBe(3000);
  });
});

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
    const job = await run(source);
    expect(job.failure).toMatchObject({ code, retryable: false });
    expect(job.leftovers).toEqual([]);
    expect(job.calls.at(-1)).toBe("POST /fail");
  });

  it("is refused: a picture", async () => {
    const job = await run(await makeMedia("picture.png", ...testPicture("64x64", 1, 1), "-frames:v", "1"));
    expect(job.failure).toMatchObject({ code: "source_not_media" });
  });

  it.each([
    ["an MP4 with its index first", "clip.mp4", ["-movflags", "+faststart"]],
    ["an MP4 with its index last", "clip.mp4", []],
    ["a Matroska file", "clip.mkv", []],
    ["an AVI file", "clip.avi", []],
  ])("is refused: %s, cut in half", async (_, name, options) => {
    const whole = await makeMedia(name, ...testPicture("320x180", 25, 8), ...quickVideo, ...options);
    const job = await run(whole.subarray(0, whole.byteLength / 2));
    expect(job.failure).toMatchObject({ code: "source_truncated", retryable: false });
  });
});

describe("the protocol", () => {
  const clip = makeMedia("clip.mp4", ...testPicture("320x180", 25, 5), ...quickVideo);

  it("drops a job that another attempt has, without a word", async () => {
    const job = await run(await clip, {
      interfere: (request, response) => {
        response.writeHead(409).end();
        return request.url !== "";
      },
    });
    expect(job.calls).toEqual(["POST /lease"]);
  });

  it("stops at once when the lease is lost, and makes no further calls", async () => {
    const long = await makeMedia("clip.mp4", ...testPicture("1280x720", 30, 40), ...quickVideo);
    const started = performance.now();
    const job = await run(long, {
      interfere: (request, response) => {
        if (!request.url?.endsWith("/heartbeat")) return false;
        response.writeHead(409, { "content-type": "application/problem+json" }).end("{}");
        return true;
      },
    });
    expect(job.calls.at(-1)).toBe("POST /heartbeat");
    expect(job.calls.filter((call) => /fail|complete/.test(call))).toEqual([]);
    expect(job.leftovers).toEqual([]);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it("repeats what a server error or a broken connection spoilt", async () => {
    const spoilt = new Set<string>();
    const job = await run(await clip, {
      interfere: (request, response) => {
        const key = `${request.method} ${request.url}`;
        if (request.url?.endsWith("/heartbeat") || spoilt.has(key)) return false;
        spoilt.add(key);
        if (spoilt.size % 2 === 0) response.writeHead(503).end();
        else response.destroy();
        return true;
      },
    });
    await expectPlayable(job);
  });

  it("fails, retryable, when outputs are refused for good", async () => {
    const job = await run(await clip, {
      interfere: (request, response) => {
        if (request.method !== "PUT") return false;
        response.writeHead(500).end();
        return true;
      },
    });
    expect(job.failure).toMatchObject({ code: "processing_failed", retryable: true });
  });

  it("hands the job back when the worker is stopped", async () => {
    const long = await makeMedia("clip.mp4", ...testPicture("1280x720", 30, 40), ...quickVideo);
    const abort = new AbortController();
    const job = await run(long, {
      signal: abort.signal,
      interfere: (request) => {
        const reason = new MediaError("processing_failed", "worker is shutting down", { retryable: true });
        if (request.method === "PUT") abort.abort(reason);
        return false;
      },
    });
    expect(job.failure).toEqual({
      attempt: 1,
      code: "processing_failed",
      detail: "worker is shutting down",
      retryable: true,
    });
    expect(job.leftovers).toEqual([]);
  });
});
