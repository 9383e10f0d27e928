import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findBreaks } from "./playback/find-breaks.ts";
import { recordedFrames, recordedSeeks } from "./playback/frame-recorder.ts";
import { type PagePlayer, playOnPage } from "./playback/page-player.ts";
import { findOrphans } from "./storage/find-orphans.ts";
import { readStorage } from "./storage/read-storage.ts";
import { makeClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { startPacedUpload } from "./system/paced-upload.ts";
import { newCopy, removeCopy, startSystem } from "./system/running-system.ts";
import { readAsset, settledAsset } from "./system/settled-asset.ts";
import { uploadClip } from "./system/upload-clip.ts";
import { flashAndBeep, h264 } from "./system/zoo/flash-and-beep.ts";
import { runMediaTool } from "./timeline/run-media-tool.ts";

const frameS = 1 / 25;
const uploadS = 20;

/** A minute of 640×360 at some 3 Mbit/s, its index in front: four seconds, again and again. */
async function minute(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "firstframe-minute-"));
  try {
    const rate =
      "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -b:v 3M -minrate 3M -maxrate 3M -bufsize 3M";
    const part = makeClip("part.mp4", "video/mp4", [
      ...flashAndBeep({ seconds: 4 }),
      ...`${rate} -x264-params nal-hrd=cbr:bframes=0 -g 100 -c:a aac -b:a 96k`.split(" "),
    ]);
    const [once, whole] = [join(folder, "part.mp4"), join(folder, "whole.mp4")];
    writeFileSync(once, part.buffer);
    const looped = [
      "-stream_loop",
      "14",
      "-i",
      once,
      "-t",
      "60",
      "-c",
      "copy",
      "-movflags",
      "+faststart",
      whole,
    ];
    await runMediaTool("ffmpeg", looped);
    return new Uint8Array(readFileSync(whole));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Stalls and jumps of what was shown so far. */
async function breaksOf({ video }: PagePlayer) {
  const frames = await recordedFrames(video);
  expect(frames.length).toBeGreaterThan(10);
  expect(frames[0]?.mediaS).toBeLessThan(0.5);
  expect(await recordedSeeks(video)).toEqual([]);
  return findBreaks(frames, frameS);
}

test("plays while its upload is still running, from the start, and to the end once all is there", async ({
  page,
  system: { dev },
}, info) => {
  const upload = await startPacedUpload(dev, await minute(), uploadS);
  const { playback_id } = await upload.playable();
  const player = await playOnPage(page, dev, playback_id);
  expect(upload.isOver()).toBe(false);
  await info.attach("while the upload runs", {
    body: await player.element.screenshot(),
    contentType: "image/png",
  });
  await expect.poll(async () => (await player.state()).currentTime, { intervals: [100] }).toBeGreaterThan(8);
  expect(upload.isOver()).toBe(false);
  expect(await breaksOf(player)).toEqual([]);

  upload.finish();
  expect(await upload.sent).not.toBeNull();
  await expect.poll(async () => (await player.state()).duration).toBeGreaterThan(59.8);
  expect(await breaksOf(player)).toEqual([]);
  await player.playFrom(57);
  await expect.poll(async () => (await player.state()).ended).toBe(true);
  const { currentTime, duration, error } = await player.state();
  expect(error).toBeNull();
  expect(Math.abs(currentTime - 60)).toBeLessThan(0.1);
  expect(Math.abs(duration - 60)).toBeLessThan(0.1);
  expect((await settledAsset(dev, upload.grant.asset_id)).early_start).toEqual({
    possible: true,
    reason: null,
  });
});

for (const { what, clip } of [
  {
    what: "a source that is repackaged",
    clip: () =>
      makeClip("ladder.mp4", "video/mp4", [
        ...flashAndBeep({ size: "1280x720", seconds: 40 }),
        ...h264,
        "-g",
        "50",
      ]),
  },
  {
    what: "a source that has to be encoded",
    clip: () =>
      // Small: picture after picture is decoded, encoded and shown on the same few cores.
      makeClip("ladder.webm", "video/webm", [
        ...flashAndBeep({ size: "640x360", seconds: 40 }),
        ..."-c:v libvpx -deadline realtime -cpu-used 8 -b:v 2M -g 50 -c:a libopus".split(" "),
      ]),
  },
]) {
  test(`plays from the start while the ladder is still filling: ${what}`, async ({
    page,
    context,
    system: { dev },
  }, info) => {
    let player: PagePlayer | null = null;
    const { asset } = await uploadClip(dev, clip(), async ({ playback_id }) => {
      if (player !== null) return;
      player = await playOnPage(page, dev, playback_id);
      await info.attach("while the ladder fills", {
        body: await player.element.screenshot(),
        contentType: "image/png",
      });
    });
    expect(asset.status, JSON.stringify(asset.error)).toBe("ready");
    const early = player as PagePlayer | null;
    test.skip(early === null, "It was ready as soon as it could be played.");
    if (early === null) return;
    const atReady = (await early.state()).currentTime;
    await expect
      .poll(async () => (await early.state()).currentTime)
      .toBeGreaterThan(Math.min(38, atReady + 6));
    expect(await breaksOf(early)).toEqual([]);
    await expect.poll(async () => (await early.state()).duration).toBeGreaterThan(39.9);
    expect((await early.state()).error).toBeNull();
    // Its sound is a frame longer than whole segments: the last piece is next to nothing.
    await early.playFrom(38);
    await expect.poll(async () => (await early.state()).ended).toBe(true);

    const later = await playOnPage(await context.newPage(), dev, asset.playback_id);
    const videos = asset.renditions.filter(({ kind }) => kind === "video");
    expect((await later.state()).renditions).toBe(videos.length);
    expect(Math.abs((await later.state()).duration - 40)).toBeLessThan(0.1);
    await later.playFrom(38);
    await expect.poll(async () => (await later.state()).ended).toBe(true);
  });
}

test("an upload that dies while it is watched: the player says so, and nothing of it is left", async ({
  page,
}, info) => {
  const copy = await newCopy();
  const system = await startSystem(copy);
  const { dev } = system;
  try {
    const upload = await startPacedUpload(dev, await minute(), uploadS);
    const { id, playback_id } = await upload.playable();
    const player = await playOnPage(page, dev, playback_id);
    await sleep(1_000);
    expect(upload.isOver()).toBe(false);
    const canceled = await fetch(`${dev.api}/v1/uploads/${upload.grant.id}/cancel`, {
      method: "POST",
      headers: { authorization: `Bearer ${dev.secret_key}` },
    });
    expect(canceled.ok).toBe(true);
    await expect.poll(async () => (await player.state()).error).toBe("not_found");
    await expect(player.element.locator("[part=error]")).toBeVisible();
    await info.attach("after the end", { body: await player.element.screenshot(), contentType: "image/png" });
    expect((await readAsset(dev, id)).status).toBe("canceled");
    upload.finish();
    await upload.sent;
    await expect.poll(() => readStorage(copy.state).keys).toEqual([]);
    expect(findOrphans(readStorage(copy.state))).toEqual([]);
  } finally {
    await system.stop();
    removeCopy(copy);
  }
});
