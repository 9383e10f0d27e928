import { findBreaks } from "./playback/find-breaks.ts";
import { recordedFrames, recordedSeeks, startRecording } from "./playback/frame-recorder.ts";
import { makeClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { uploadClip } from "./system/upload-clip.ts";
import { flashAndBeep, h264 } from "./system/zoo/flash-and-beep.ts";

interface Player extends HTMLElement {
  play(): Promise<void>;
  readonly currentTime: number;
  readonly videoRenditions: Iterable<{ readonly width: number }> & { selectedIndex: number };
}

const frameS = 1 / 25;
const seconds = 90;

test("the viewer goes through all renditions in mid-play, without a stall and without a jump", async ({
  page,
  system,
}) => {
  const clip = makeClip("switching.mp4", "video/mp4", [...flashAndBeep({ seconds }), ...h264]);
  const { asset } = await uploadClip(system.dev, clip);
  expect(asset.status, JSON.stringify(asset.error)).toBe("ready");
  await page.goto(`${system.dev.demo}/watch/${asset.id}`);
  const player = page.locator("firstframe-player");
  const video = player.locator("video");
  await player.evaluate((element: Player) => element.play());
  await expect.poll(() => player.evaluate((element: Player) => element.currentTime)).toBeGreaterThan(1);
  await startRecording(video);

  const widths = await player.evaluate((element: Player) =>
    [...element.videoRenditions].map(({ width }) => width),
  );
  expect(new Set(widths).size).toBe(3);
  for (const index of everyChange(widths.length)) {
    await player.evaluate((element: Player, chosen) => {
      element.videoRenditions.selectedIndex = chosen;
    }, index);
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth), { timeout: 15_000 })
      .toBe(widths[index]);
    // Long enough to see how it goes on.
    await page.waitForTimeout(500);
  }

  const frames = await recordedFrames(video);
  expect(findBreaks(frames, frameS)).toEqual([]);
  expect(await recordedSeeks(video)).toEqual([]);
  const [first] = frames;
  const last = frames.at(-1);
  const played = (last?.mediaS ?? 0) - (first?.mediaS ?? 0);
  const passed = (last?.nowS ?? 0) - (first?.nowS ?? 0);
  // Many small stalls would add up.
  expect(Math.abs(played - passed)).toBeLessThan(0.5);
});

/** Indexes of renditions such that every one is followed by every other one at some time. */
function everyChange(count: number): number[] {
  const order = [0];
  for (let from = 0; from < count; from++) {
    for (let to = from + 1; to < count; to++) order.push(to, from);
    if (from + 1 < count) order.push(from + 1);
  }
  return order;
}
