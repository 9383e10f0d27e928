import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Asset, Problem } from "@firstframe/contract";
import { checkPresentation } from "./hls/check-presentation.ts";
import { presentationInputs } from "./outcome/presentation-inputs.ts";
import { makeClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { readUnder } from "./system/read-under.ts";
import type { DevFile } from "./system/running-system.ts";
import { settledAsset } from "./system/settled-asset.ts";
import { uploadClip } from "./system/upload-clip.ts";
import { flashAndBeep, h264 } from "./system/zoo/flash-and-beep.ts";
import { findRise } from "./timeline/find-rise.ts";
import { measureTimeline } from "./timeline/measure-timeline.ts";

/** Seconds of a frame, and of what nobody notices between sound and picture (EBU R 37). */
const frameS = 0.04;

async function post<Body>(
  { api, secret_key }: DevFile,
  input: object,
): Promise<{ status: number; body: Body }> {
  const headers = { authorization: `Bearer ${secret_key}` };
  const response = await fetch(`${api}/v1/assets`, {
    method: "POST",
    headers,
    body: JSON.stringify({ input }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

/** When the flash and the beep come in each variant of what is played, and how long it lasts; in seconds. */
async function marksOf({ api }: DevFile, { playback_id }: Asset) {
  const inputs = await presentationInputs(`${api}/play/${playback_id}/master.m3u8`, true);
  return Promise.all(
    inputs.map(async (input) => {
      const { durationS, brightness, loudness } = await measureTimeline(input, true);
      return { durationS, flashS: findRise(brightness, 30, 40), beepS: findRise(loudness, 12, 30) };
    }),
  );
}

test("a part of a video becomes a video of its own, its picture and sound in place", async ({ system }) => {
  const { dev } = system;
  // The flash is between keyframes: 10 s apart, they are no help.
  const options = { size: "640x360", seconds: 6, at: 2.72 };
  const whole = makeClip("whole.mp4", "video/mp4", [...flashAndBeep(options), ...h264, "-g", "250"]);
  const { asset: origin } = await uploadClip(dev, whole);
  expect(origin.status).toBe("ready");

  const made = await post<Asset>(dev, { asset_id: origin.id, start_s: 2, end_s: 4 });
  expect(made).toMatchObject({ status: 201, body: { source_asset_id: origin.id } });
  const clip = await settledAsset(dev, made.body.id);
  expect(clip).toMatchObject({
    status: "ready",
    source: { filename: "whole.mp4" },
    source_asset_id: origin.id,
  });
  expect(Math.abs((clip.duration_ms ?? 0) / 1000 - 2)).toBeLessThanOrEqual(frameS + 0.001);
  expect(await checkPresentation(readUnder(`${dev.api}/play/${clip.playback_id}/`), "master.m3u8")).toEqual(
    [],
  );
  const marks = await marksOf(dev, clip);
  expect(marks.length).toBeGreaterThan(0);
  for (const { durationS, flashS, beepS } of marks) {
    expect(Math.abs(durationS - 2)).toBeLessThanOrEqual(frameS + 0.001);
    expect(Math.abs((flashS ?? 0) - 0.72)).toBeLessThan(frameS / 2);
    expect(Math.abs((beepS ?? 0) - 0.72)).toBeLessThan(frameS / 2);
  }

  // What it was cut from may go.
  const headers = { authorization: `Bearer ${dev.secret_key}` };
  await fetch(`${dev.api}/v1/assets/${origin.id}`, { method: "DELETE", headers });
  const source = await fetch(`${dev.api}/v1/assets/${clip.id}/source`, { headers });
  const folder = mkdtempSync(join(tmpdir(), "firstframe-cut-"));
  try {
    const path = join(folder, "clip.mp4");
    writeFileSync(path, new Uint8Array(await source.arrayBuffer()));
    const { durationS, brightness } = await measureTimeline({ picture: path, sound: path }, false);
    expect(Math.abs(durationS - 2)).toBeLessThanOrEqual(frameS + 0.001);
    expect(brightness).toHaveLength(50);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a part that a video does not have is refused by the field's name", async ({ system }) => {
  const { dev } = system;
  const { asset } = await uploadClip(dev, makeClip("short.mp4", "video/mp4", [...flashAndBeep(), ...h264]));
  const beyond = await post<Problem>(dev, { asset_id: asset.id, start_s: 1, end_s: 30 });
  expect(beyond).toMatchObject({
    status: 400,
    body: { code: "invalid_request", errors: [{ field: "input.end_s" }] },
  });
  const none = await post<Problem>(dev, { asset_id: `ast_${"0".repeat(26)}` });
  expect(none).toMatchObject({ status: 404, body: { code: "not_found" } });
});
