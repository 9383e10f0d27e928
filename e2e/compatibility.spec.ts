// What is proved here is published: e2e/compatibility/ makes the matrix of these tests' names and verdicts.
import type { Asset, PlaybackToken, View } from "@firstframe/contract";
import { apiVersions } from "@firstframe/contract/constants";
import { clientVersions } from "./compatibility/client-versions.ts";
import { startElementPage } from "./compatibility/element-page.ts";
import { videoClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import type { DevFile } from "./system/running-system.ts";
import { uploadClip } from "./system/upload-clip.ts";

type Player = HTMLElement & { play(): Promise<void>; readonly viewId: string; readonly currentTime: number };

/** Calls the API as a customer's server of that version. */
async function ask<Body>(
  { api, secret_key }: DevFile,
  version: string,
  path: string,
  json?: object,
): Promise<Body> {
  const headers = { authorization: `Bearer ${secret_key}`, "firstframe-version": version };
  const init = json === undefined ? {} : { method: "POST", body: JSON.stringify(json) };
  const response = await fetch(`${api}${path}`, { ...init, headers });
  expect(response.headers.get("firstframe-version")).toBe(version);
  return (await response.json()) as Body;
}

for (const apiVersion of apiVersions) {
  for (const { version, bundle } of clientVersions("uploader")) {
    test(`uploader ${version} with a server of ${apiVersion}`, async ({ page, system }) => {
      const site = await startElementPage(system.dev, await bundle(), apiVersion);
      try {
        await page.goto(site.url);
        await page.evaluate(() => {
          document.body.innerHTML = '<firstframe-uploader endpoint="/api/uploads"></firstframe-uploader>';
          const ids: string[] = [];
          Object.assign(globalThis, { ids });
          document.addEventListener("assetstatus", (event) =>
            ids.push((event as CustomEvent).detail.asset.id),
          );
        });
        await page.locator("firstframe-uploader input[data-picks=files]").setInputFiles(videoClip());
        const row = page.locator("firstframe-uploader [part~=file]");
        await expect(row).toHaveAttribute("data-status", "ready");
        const id = await page.evaluate(() => (globalThis as unknown as { ids: string[] }).ids.at(-1));
        const asset = await ask<Asset>(system.dev, apiVersion, `/v1/assets/${id}`);
        expect(asset).toMatchObject({ status: "ready", source: { filename: videoClip().name } });
      } finally {
        site.stop();
      }
    });
  }

  for (const { version, bundle } of clientVersions("player")) {
    test(`player ${version} with a server of ${apiVersion}`, async ({ page, system }) => {
      const { dev } = system;
      const { asset } = await uploadClip(dev, videoClip(), undefined, { playback_policy: "signed" });
      const grant = { playback_id: asset.playback_id };
      const { token } = await ask<PlaybackToken>(dev, apiVersion, "/v1/playback-tokens", grant);
      const site = await startElementPage(dev, await bundle(), apiVersion);
      try {
        await page.goto(site.url);
        const attributes = `api="${dev.api}" playback-id="${asset.playback_id}" playback-token="${token}" muted`;
        await page.evaluate(async (markup) => {
          await customElements.whenDefined("firstframe-player");
          document.body.innerHTML = markup;
        }, `<firstframe-player ${attributes}></firstframe-player>`);
        const player = page.locator("firstframe-player");
        const viewId = await player.evaluate(async (element: Player) => {
          const firstFrame = new Promise((done) =>
            element.addEventListener("firstframe", done, { once: true }),
          );
          await element.play();
          await firstFrame;
          return element.viewId;
        });
        await expect.poll(() => player.evaluate((element: Player) => element.currentTime)).toBeGreaterThan(2);
        // Its beacons are understood.
        const readView = () => ask<Partial<View>>(dev, apiVersion, `/v1/views/${viewId}`);
        await expect.poll(async () => (await readView()).measures?.startup_time_ms ?? 0).toBeGreaterThan(0);
        expect((await readView()).dimensions).toMatchObject({ player_version: version });
      } finally {
        site.stop();
      }
    });
  }
}
