import type { EventList, MetricOverall, View } from "@firstframe/contract";
import { realClip, videoClip } from "./system/clips.ts";
import { dropFiles } from "./system/drop-files.ts";
import { expect, test } from "./system/fixtures.ts";
import { newUpload } from "./system/new-upload.ts";
import { tusClient } from "./system/tus-client.ts";

// The figures of this file are about its own views only.
test.use({ systemName: "main job" });

/** What a video is, one after the other, once all of it was sent. */
const stages = ["processing", "playable", "ready"];

test("a dropped clip is watched seconds later, and the view is found with its startup time", async ({
  page,
  system,
}) => {
  const { dev } = system;
  await page.goto(dev.demo);
  await expect(page.getByText("No videos yet")).toBeVisible();

  // Every state that the page shows for the file, in order: nothing between 100 % and playable is silent.
  await page.evaluate(() => {
    const states: string[] = [];
    Object.assign(globalThis, { states });
    // With the last byte, whatever the first look at the server finds.
    document.addEventListener("success", () => states.push("processing -"));
    document.addEventListener("assetstatus", (event) => {
      const { asset } = (event as CustomEvent).detail;
      const state = `${asset.status} ${asset.stage ?? "-"}`;
      if (states.at(-1) !== state) states.push(state);
    });
  });
  const clip = realClip();
  await dropFiles(page, page.locator("firstframe-uploader [part=dropzone]"), [clip]);
  const row = page.locator("firstframe-uploader [part~=file]");
  await expect(row).toContainText(clip.name);
  await expect(row).toHaveAttribute("data-status", "ready");
  const states = await page.evaluate(() => (globalThis as unknown as { states: string[] }).states);
  expect(states[0]).toMatch(/^processing/);
  expect(states.at(-1)).toBe("ready -");
  // A look may come too late for a state, but none shows what is over.
  const places = states.map((state) => stages.findIndex((stage) => state.startsWith(`${stage} `)));
  expect(places, states.join()).toEqual([...places].sort((a, b) => a - b));
  expect(Math.min(...places), states.join()).toBe(0);

  const card = page.locator("[data-asset-id]").first();
  await expect(card).toHaveAttribute("data-status", "ready");
  const headers = { authorization: `Bearer ${dev.secret_key}` };
  const types = stages.map((stage) => `asset.${stage}`);
  const query = `asset_id=${await card.getAttribute("data-asset-id")}&types=${types}`;
  const events = await fetch(`${dev.api}/v1/events?${query}`, { headers });
  expect(((await events.json()) as EventList).data.map(({ type }) => type)).toEqual(types);
  const player = card.locator("firstframe-player");
  await expect(player).toBeVisible();
  const viewId = await player.evaluate(
    async (element: HTMLElement & { play(): Promise<void>; viewId: string }) => {
      const firstFrame = new Promise((done) => element.addEventListener("firstframe", done, { once: true }));
      await element.play();
      await firstFrame;
      return element.viewId;
    },
  );
  await expect
    .poll(() => player.evaluate((element: HTMLElement & { currentTime: number }) => element.currentTime))
    .toBeGreaterThan(2);
  // A frame is a picture: neighbouring pixels differ.
  const contrast = await player.locator("video").evaluate((video: HTMLVideoElement) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 36 });
    const context = canvas.getContext("2d");
    context?.drawImage(video, 0, 0, 64, 36);
    const { data = [] } = context?.getImageData(0, 0, 64, 36) ?? {};
    const green = [...data].filter((_, i) => i % 4 === 1);
    return Math.max(...green) - Math.min(...green);
  });
  expect(contrast).toBeGreaterThan(40);

  const readView = async () => {
    const response = await fetch(`${dev.api}/v1/views/${viewId}`, { headers });
    return response.ok ? ((await response.json()) as View) : null;
  };
  await expect.poll(async () => (await readView())?.measures.startup_time_ms ?? 0).toBeGreaterThan(0);
  const view = await readView();
  expect(view?.asset_id).toBe(await card.getAttribute("data-asset-id"));
  const startup = view?.measures.startup_time_ms ?? 0;

  const metric = (await (
    await fetch(`${dev.api}/v1/metrics/startup_time/overall`, { headers })
  ).json()) as MetricOverall;
  expect(metric).toMatchObject({ n: 1, unit: "ms", measurement: "p50" });
  expect(metric.value).toBe(startup);

  await page.goto(dev.dashboard);
  const rowOfView = page.locator(`[data-view-id="${viewId}"]`);
  await expect(rowOfView.locator('[data-field="startup_time"]')).toHaveText(`${Math.round(startup)} ms`);
  await expect(page.locator('[data-metric="startup_time"]')).toContainText(`${Math.round(startup)}`);
  // The key that opened the dashboard is not left in the address.
  expect(page.url()).not.toContain("ff_sandbox");
});

test("the watch page of a video that is not ready yet says so, and plays once it is", async ({
  page,
  system,
}) => {
  const grant = await newUpload(system.dev);
  await page.goto(`${system.dev.demo}/watch/${grant.asset_id}`);
  await expect(page.getByText(/Still being (prepared|uploaded)/)).toBeVisible();

  // Only now, so that it cannot be ready before the page has looked.
  const { buffer } = videoClip();
  const client = tusClient(grant);
  expect((await client.create(buffer.byteLength))?.status).toBe(201);
  expect((await client.patch(0, buffer))?.status).toBe(204);
  await expect(page.locator("firstframe-player")).toBeVisible();
});
