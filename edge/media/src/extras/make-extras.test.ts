import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { producedFile } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { openOutput } from "../output-file.ts";
import { pictureSize } from "../testing/inspect-output.ts";
import { makeMedia, quickVideo, testPicture, testTone } from "../testing/make-media.ts";
import { makeExtras } from "./make-extras.ts";
import { type ExtrasOptions, planExtras } from "./plan-extras.ts";
import { greyLevels, makeWorkplace, type TestWorkplace } from "./testing/make-workplace.ts";

const execute = promisify(execFile);
const everything: ExtrasOptions = { thumbnailS: 1, download: true };

/** Plans and makes everything; the plan has travelled as JSON. */
function makeAll(place: TestWorkplace, options = everything) {
  const plan = planExtras(place.facts, options);
  return makeExtras(JSON.parse(JSON.stringify(plan)) as typeof plan, place.workplace);
}

async function streamsOf(path: string): Promise<string> {
  const shown = ["-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0"];
  const { stdout } = await execute("ffprobe", ["-v", "error", ...shown, path]);
  return stdout.trim().split("\n").join(" ");
}

function readText(place: TestWorkplace, path: string): Promise<string> {
  return readFile(join(place.workplace.directory, path), "utf8");
}

describe("makeExtras", () => {
  it("makes all that goes with an ordinary recording", async () => {
    const input = [...testPicture("640x360", 25, 8), ...testTone(8)];
    await using place = await makeWorkplace(
      await makeMedia("clip.mp4", ...input, ...quickVideo, "-c:a", "aac"),
    );
    const { files, skipped } = await makeAll(place);
    expect(skipped).toEqual([]);
    expect(files.map(({ name, kind, width, height }) => [name, kind, width, height])).toEqual([
      ["poster.jpg", "poster", 640, 360],
      ["thumbnail.jpg", "thumbnail", 640, 360],
      ["storyboard.vtt", "storyboard", null, null],
      ["storyboard.jpg", "storyboard_image", 2400, 670],
      ["preview.webp", "preview", 320, 180],
      ["download.mp4", "download", 640, 360],
    ]);
    for (const file of files) {
      producedFile.parse(file);
      expect((await openOutput(place.workplace.directory, file.path)).size).toBe(file.size_bytes);
    }
    expect((await readdir(place.workplace.directory)).sort()).toEqual(
      ["source", ...files.map(({ path }) => path)].sort(),
    );
    for (const argv of place.commands) {
      const inputs = argv.filter((text) => text === "-i").length;
      expect(argv.filter((text) => text === "-protocol_whitelist")).toHaveLength(inputs);
    }
  });

  it("takes the thumbnail at its time, or the last picture", async () => {
    const lum = "lum='if(lt(T,2),20,if(lt(T,4),120,220))':cb=128:cr=128";
    const picture = `color=black:size=160x90:rate=10:duration=6,format=yuv420p,geq=${lum}`;
    await using place = await makeWorkplace(
      await makeMedia("clip.mp4", "-f", "lavfi", "-i", picture, ...quickVideo),
    );
    for (const [thumbnailS, level] of [
      [1, 5],
      [3, 121],
      [99, 237],
    ] as const) {
      const plan = planExtras(place.facts, { thumbnailS, download: false });
      await makeExtras({ ...plan, poster: null, storyboard: null, preview: null }, place.workplace);
      const path = join(place.workplace.directory, "thumbnail.jpg");
      const [found = -1] = await greyLevels(path, [{ x: 76, y: 40 }]);
      expect(Math.abs(found - level)).toBeLessThan(4);
    }
  });

  it("joins a moving preview of at most six seconds from all over the recording", async () => {
    const bytes = await makeMedia("clip.mp4", ...testPicture("200x400", 30, 30), ...quickVideo);
    await using place = await makeWorkplace(bytes);
    const plan = planExtras(place.facts, { thumbnailS: null, download: false });
    expect(plan.preview?.pieces.map(({ startS }) => startS)).toEqual([3, 10.5, 18, 25.5]);
    const { files } = await makeExtras({ ...plan, poster: null, storyboard: null }, place.workplace);
    expect(files).toMatchObject([{ name: "preview.webp", width: 160, height: 320 }]);
    const webp = await readFile(join(place.workplace.directory, "preview.webp"));
    const frames = webp.toString("latin1").split("ANMF").length - 1;
    expect(frames).toBeGreaterThan(48);
    expect(frames).toBeLessThanOrEqual(72);
  });

  it("falls back on GIF where moving WebP cannot be written", async () => {
    const bytes = await makeMedia("clip.mp4", ...testPicture("160x90", 10, 1), ...quickVideo);
    await using place = await makeWorkplace(bytes, {
      rewrite: (argv) => argv.map((text) => (text === "libwebp_anim" ? "libwebp_missing" : text)),
    });
    const { files } = await makeAll(place, { thumbnailS: null, download: false });
    expect(files.map(({ name }) => name)).toContain("preview.gif");
    expect(await pictureSize(join(place.workplace.directory, "preview.gif"))).toBe("160x90");
  });

  it("draws and measures sound that has no picture", async () => {
    const volume = "volume='if(lt(t,5),1,0.25)':eval=frame";
    const tone = ["-f", "lavfi", "-i", `aevalsrc=0.8*sin(2*PI*440*t):s=44100:d=10,${volume}`];
    await using place = await makeWorkplace(await makeMedia("tone.wav", ...tone));
    const { files, skipped } = await makeAll(place, { thumbnailS: 1, download: true });
    expect(skipped).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(["waveform.json", "waveform.png", "download.mp4"]);
    expect(await pictureSize(join(place.workplace.directory, "waveform.png"))).toBe("1600x240");
    expect(await streamsOf(join(place.workplace.directory, "download.mp4"))).toBe("aac");
    const waveform = JSON.parse(await readText(place, "waveform.json"));
    expect(waveform).toMatchObject({ version: 2, channels: 1, bits: 8, sample_rate: 44_100 });
    expect(waveform.length).toBeGreaterThan(1900);
    expect(waveform.length).toBeLessThanOrEqual(2001);
    expect(waveform.data).toHaveLength(2 * waveform.length);
    expect(waveform.length * waveform.samples_per_pixel).toBeGreaterThanOrEqual(441_000);
    const highest = (from: number, to: number) =>
      Math.max(...waveform.data.slice(2 * from * 200, 2 * to * 200));
    expect(highest(1, 4)).toBeGreaterThan(98);
    expect(highest(1, 4)).toBeLessThan(106);
    expect(highest(6, 9)).toBeLessThan(30);
    expect(Math.min(...waveform.data)).toBeLessThan(-98);
  });

  it("writes the chapters of the source", async () => {
    const chapters = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\ntitle=One <b>\n";
    const more = "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=3000\ntitle=Two & more\n";
    const metadata = `data:text/plain;base64,${Buffer.from(chapters + more).toString("base64")}`;
    const input = [...testPicture("160x90", 10, 3), "-f", "ffmetadata", "-i", metadata, "-map_metadata", "1"];
    await using place = await makeWorkplace(await makeMedia("clip.mkv", ...input, ...quickVideo));
    const { files } = await makeAll(place, { thumbnailS: null, download: false });
    expect(files.filter(({ kind }) => kind === "chapters").map(({ name }) => name)).toEqual([
      "chapters.vtt",
      "chapters.json",
    ]);
    expect(JSON.parse(await readText(place, "chapters.json"))).toEqual({
      chapters: [
        { start_s: 0, end_s: 1.5, title: "One <b>" },
        { start_s: 1.5, end_s: 3, title: "Two & more" },
      ],
    });
    expect(await readText(place, "chapters.vtt")).toBe(
      "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nOne &lt;b&gt;\n\n00:00:01.500 --> 00:00:03.000\nTwo &amp; more\n",
    );
  });

  it("copies what plays everywhere, and shrinks the rest to 720p", async () => {
    const sound = [...testTone(1), "-c:a", "aac"];
    const plain = await makeMedia("clip.mkv", ...testPicture("1280x960", 10, 1), ...sound, ...quickVideo);
    await using copied = await makeWorkplace(plain);
    const plan = { ...planExtras(copied.facts, everything), storyboard: null, preview: null };
    await makeExtras(plan, copied.workplace);
    expect(copied.commands.at(-1)?.filter((text) => text === "copy")).toHaveLength(2);
    expect(await streamsOf(join(copied.workplace.directory, "download.mp4"))).toBe("h264,1280,960 aac");
    const file = await readFile(join(copied.workplace.directory, "download.mp4"));
    expect(file.indexOf("moov")).toBeLessThan(file.indexOf("mdat"));

    const odd = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p", "-c:a", "libopus"];
    await using encoded = await makeWorkplace(
      await makeMedia("clip.mkv", ...testPicture("1280x960", 10, 1), ...testTone(1), ...odd),
    );
    const { files } = await makeAll(encoded);
    expect(files.at(-1)).toMatchObject({ name: "download.mp4", width: 960, height: 720 });
    expect(await streamsOf(join(encoded.workplace.directory, "download.mp4"))).toBe("h264,960,720 aac");
  });

  it("leaves out what cannot be made, and says why", async () => {
    const bytes = await makeMedia("clip.mp4", ...testPicture("160x90", 10, 2), ...quickVideo);
    await using place = await makeWorkplace(bytes, {
      rewrite: (argv) =>
        argv.at(-1)?.startsWith("preview")
          ? { exitCode: null, timedOut: true, stdout: "", stderr: "", elapsedMs: 0 }
          : argv.map((text) => (text === "thumbnail.jpg" ? "no/such/place" : text)),
    });
    const { files, skipped } = await makeAll(place);
    expect(files.map(({ kind }) => kind)).toEqual(["poster", "storyboard", "storyboard_image", "download"]);
    expect(skipped).toEqual([
      { kind: "thumbnail", reason: expect.stringContaining("ffmpeg: ") },
      { kind: "preview", reason: "ffmpeg took more than 180 s" },
    ]);
  });

  it("stops when it is told to", async () => {
    const bytes = await makeMedia("clip.mp4", ...testPicture("160x90", 10, 2), ...quickVideo);
    const controller = new AbortController();
    const reason = new Error("the lease is lost");
    await using place = await makeWorkplace(bytes, {
      signal: controller.signal,
      rewrite(argv) {
        if (argv.at(-1) === "storyboard.jpg") controller.abort(reason);
        return argv;
      },
    });
    await expect(makeAll(place)).rejects.toBe(reason);
  });
});
