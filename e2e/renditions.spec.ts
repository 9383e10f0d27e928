import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { checkPresentation } from "./hls/check-presentation.ts";
import { audioClip, type Clip, hasSharedMedia, makeClip, sharedMedia, videoClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { readUnder } from "./system/read-under.ts";
import { uploadClip } from "./system/upload-clip.ts";
import { decodeAlone } from "./timeline/decode-alone.ts";

const ffmpeg = process.env.FIRSTFRAME_FFMPEG ?? "ffmpeg";

/** Clips that end failed, by what they are. */
const broken: Record<string, string> = { "annex-b.mp4": "source_truncated" };

const generated: [string, () => Clip][] = [
  ["moving picture with sound", videoClip],
  ["sound only", audioClip],
  [
    "portrait, odd size, no sound",
    () =>
      makeClip("odd.mkv", "video/x-matroska", [
        ..."-f lavfi -i testsrc2=size=362x643:rate=30:duration=3 -c:v libx264 -preset veryfast -pix_fmt yuv444p".split(
          " ",
        ),
      ]),
  ],
];
const recorded: [string, () => Clip][] = hasSharedMedia
  ? readdirSync(sharedMedia)
      .filter((name) => extname(name) !== ".md")
      .map((name) => [name, () => ({ name, mimeType: "", buffer: readFileSync(join(sharedMedia, name)) })])
  : [];

for (const [name, clip] of [...generated, ...recorded]) {
  test(`every rendition of ${name} decodes, and its playlists follow the rules`, async ({ system }) => {
    const { asset } = await uploadClip(system.dev, clip());
    if (broken[name] !== undefined) {
      expect(asset).toMatchObject({ status: "failed", error: { code: broken[name] } });
      return;
    }
    expect(asset.status, JSON.stringify(asset.error)).toBe("ready");
    const base = `${system.dev.api}/play/${asset.playback_id}/`;

    expect(await checkPresentation(readUnder(base), "master.m3u8", { decode: decodeAlone })).toEqual([]);

    const video = asset.renditions.filter(({ kind }) => kind === "video");
    if (asset.has_video) expect(video.length).toBeGreaterThanOrEqual(3);
    for (const { width, height } of video) {
      expect(width ?? 0).toBeLessThanOrEqual(asset.source.width ?? 0);
      expect(height ?? 0).toBeLessThanOrEqual(asset.source.height ?? 0);
    }
    for (const { id } of asset.renditions) {
      const { status, stderr } = spawnSync(
        ffmpeg,
        ["-v", "error", "-xerror", "-i", `${base}${id}/playlist.m3u8`, "-f", "null", "-"],
        { encoding: "utf8" },
      );
      expect({ id, status, stderr }).toEqual({ id, status: 0, stderr: "" });
    }
    expect((await fetch(`${base}poster.jpg`)).status).toBe(asset.has_video ? 200 : 404);
  });
}
