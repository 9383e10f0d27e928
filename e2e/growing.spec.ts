import { checkGrowth } from "./hls/check-growth.ts";
import { checkPresentation } from "./hls/check-presentation.ts";
import { type MediaPlaylist, parsePlaylist } from "./hls/parse-playlist.ts";
import { resolvePath } from "./hls/resolve-path.ts";
import type { Violation } from "./hls/violation.ts";
import { makeClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { readUnder } from "./system/read-under.ts";
import { uploadClip } from "./system/upload-clip.ts";
import { flashAndBeep, h264 } from "./system/zoo/flash-and-beep.ts";

type Read = ReturnType<typeof readUnder>;

test("what can be played before it is ready follows the rules, and only grows", async ({ system }) => {
  const options = { size: "1280x720", seconds: 30 };
  const clip = makeClip("growing.mp4", "video/mp4", [...flashAndBeep(options), ...h264]);
  const violations: Violation[] = [];
  const known = new Map<string, MediaPlaylist>();
  let looks = 0;

  const { asset } = await uploadClip(system.dev, clip, async ({ playback_id }) => {
    looks++;
    const read = readUnder(`${system.dev.api}/play/${playback_id}/`);
    violations.push(...(await checkPresentation(read, "master.m3u8", { growing: true })));
    for (const [path, playlist] of await readMediaPlaylists(read)) {
      const earlier = known.get(path);
      if (earlier) {
        checkGrowth(earlier, playlist, path, (section, where, message) =>
          violations.push({ section, path: where, message }),
        );
      }
      known.set(path, playlist);
    }
  });

  expect(asset.status, JSON.stringify(asset.error)).toBe("ready");
  test.skip(looks === 0, "It was ready as soon as it could be played.");
  expect(violations).toEqual([]);
});

/** Every media playlist that the multivariant playlist names, by path. */
async function readMediaPlaylists(read: Read): Promise<Map<string, MediaPlaylist>> {
  const text = async (path: string) => new TextDecoder().decode(await read(path));
  const master = parsePlaylist(await text("master.m3u8"));
  const found = new Map<string, MediaPlaylist>();
  if (master.kind === "media") return found;
  const uris = [
    ...master.variants.map(({ uri }) => uri),
    ...master.media.flatMap((rendition) => rendition.get("URI")?.text ?? []),
  ];
  for (const uri of uris) {
    const path = resolvePath("master.m3u8", uri);
    const playlist = parsePlaylist(await text(path));
    if (playlist.kind === "media") found.set(path, playlist);
  }
  return found;
}
