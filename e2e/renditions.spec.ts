import { spawnSync } from "node:child_process";
import { checkPresentation } from "./hls/check-presentation.ts";
import { audioClip, type Clip, makeClip, videoClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { readUnder } from "./system/read-under.ts";
import { uploadClip } from "./system/upload-clip.ts";
import { decodeAlone } from "./timeline/decode-alone.ts";

const ffmpeg = process.env.FIRSTFRAME_FFMPEG ?? "ffmpeg";

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
// Recordings are looked at one by one in outcome-table.spec.ts, by the same rules.
for (const [name, clip] of generated) {
  test(`every rendition of ${name} decodes, and its playlists follow the rules`, async ({ system }) => {
    const { asset } = await uploadClip(system.dev, clip());
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
