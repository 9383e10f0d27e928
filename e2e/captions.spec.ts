import { Firstframe, FirstframeError } from "@firstframe/sdk";
import type { Locator } from "@playwright/test";
import { checkPresentation } from "./hls/check-presentation.ts";
import { makeClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { readUnder } from "./system/read-under.ts";
import { uploadClip } from "./system/upload-clip.ts";
import { dataInput } from "./system/zoo/data-input.ts";
import { flashAndBeep, h264 } from "./system/zoo/flash-and-beep.ts";
import { decodeAlone } from "./timeline/decode-alone.ts";

const seconds = 70;
const embedded = dataInput("srt", "1\n00:00:00,500 --> 00:01:00,000\nFrom the file\n");
const uploaded =
  "1\n00:00:00,500 --> 00:01:05,000\n<i>Von Hand</i>\n\n2\n00:01:06,000 --> 00:01:08,000\nEnde\n";

/** A video with a text track in it, as a camera or an editor makes it. */
const clip = () =>
  makeClip("captioned.mkv", "video/x-matroska", [
    ...flashAndBeep({ seconds }),
    ...embedded,
    ..."-map 0:v -map 1:a -map 2:s -c:s srt -metadata:s:s:0 language=eng".split(" "),
    ...h264,
  ]);

test("text tracks of the file and from an upload are offered, switched and shown", async ({
  page,
  system,
}) => {
  const { dev } = system;
  const firstframe = new Firstframe({ apiKey: dev.secret_key, baseUrl: dev.api });
  const { asset } = await uploadClip(dev, clip());
  expect(asset.status, JSON.stringify(asset.error)).toBe("ready");
  const created = await firstframe.assets.tracks.create(asset.id, {
    language: "de",
    kind: "captions",
    content: uploaded,
  });
  const { data: tracks } = await firstframe.assets.tracks.list(asset.id).page();
  expect(tracks.map(({ source, language, name }) => [source, language, name])).toEqual([
    ["uploaded", "de", "Deutsch (CC)"],
    ["embedded", "en", "English"],
  ]);
  const base = `${dev.api}/play/${asset.playback_id}/`;
  expect(await checkPresentation(readUnder(base), "master.m3u8", { decode: decodeAlone })).toEqual([]);
  const master = await (await fetch(`${base}master.m3u8`)).text();
  expect(master).toMatch(/#EXT-X-I-FRAME-STREAM-INF:.*URI="v\d+(-\d)?\/iframes\.m3u8"/);

  await page.goto(`${dev.demo}/watch/${asset.id}`);
  const player = page.locator("firstframe-player");
  await player.evaluate((element: HTMLElement & { play(): Promise<void> }) => element.play());
  const video = player.locator("video");
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(1);
  expect(await shownCues(video)).toEqual([]);

  await choose(player, "English");
  await expect.poll(() => shownCues(video)).toEqual(["English: From the file"]);
  await choose(player, "Deutsch (CC)");
  await expect.poll(() => shownCues(video)).toEqual(["Deutsch (CC): <i>Von Hand</i>"]);
  // In the second segment; paused, so that the cue is not over before it is looked for.
  await video.evaluate((element: HTMLVideoElement) => {
    element.pause();
    element.currentTime = 66.5;
  });
  await expect.poll(() => shownCues(video)).toEqual(["Deutsch (CC): Ende"]);
  await player.locator("media-captions-button").click();
  await expect.poll(() => shownCues(video)).toEqual([]);

  await firstframe.assets.tracks.delete(asset.id, created.id);
  expect((await fetch(`${base}${created.path}`, { cache: "no-store" })).status).toBe(404);
  expect(await (await fetch(`${base}master.m3u8`)).text()).not.toContain(created.id);
});

test("the timeline shows what is where one points at", async ({ page, system }) => {
  const { asset } = await uploadClip(system.dev, clip());
  await page.goto(`${system.dev.demo}/watch/${asset.id}`);
  const player = page.locator("firstframe-player");
  await player.evaluate((element: HTMLElement & { play(): Promise<void> }) => element.play());
  const track = player.locator("video track[label=thumbnails]");
  await expect.poll(() => track.evaluate((element: HTMLTrackElement) => element.readyState)).toBe(2);
  await player.locator("media-time-range").hover();
  const thumbnail = player.locator("media-time-range media-preview-thumbnail");
  await expect(thumbnail).toHaveAttribute("mediapreviewimage", /storyboard\.jpg/);
});

test("captions that cannot be read are refused with their line", async ({ system }) => {
  const { dev } = system;
  const firstframe = new Firstframe({ apiKey: dev.secret_key, baseUrl: dev.api });
  const { asset_id } = await firstframe.uploads.create();
  const content = "1\n00:00:01,000 --> 00:00:02,000\nGood\n\n2\n00:00:04,000 --> 00:00:03,000\nBad\n";
  const refusal = await firstframe.assets.tracks
    .create(asset_id, { language: "en", content })
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(FirstframeError);
  expect(refusal).toMatchObject({
    ...{ code: "captions_invalid", status: 422 },
    errors: [{ field: "content", message: expect.stringMatching(/^Line 6: /) }],
  });
});

/** Picks a track in the player's menu, by its name. */
async function choose(player: Locator, name: string): Promise<void> {
  const settings = player.locator("media-settings-menu");
  await player.hover();
  await player.locator("media-settings-menu-button").click();
  await player.locator("media-settings-menu-item.captions").click();
  await player.locator("media-captions-menu").getByRole("menuitemradio", { name }).click();
  // Whether choosing closes the menu is not what this is about.
  if (await settings.isVisible()) await player.locator("media-settings-menu-button").click();
  await expect(settings).toBeHidden();
}

/** Text of what is shown now, with the name of its track. */
function shownCues(video: Locator): Promise<string[]> {
  return video.evaluate((element: HTMLVideoElement) =>
    [...element.textTracks]
      .filter(({ mode, kind }) => mode === "showing" && kind !== "metadata")
      .flatMap(({ label, activeCues }) => {
        return [...(activeCues ?? [])].map((cue) => `${label}: ${(cue as VTTCue).text}`);
      }),
  );
}
