import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { UploadGrant } from "@firstframe/contract";
import { expect, test } from "@playwright/test";
import { videoClip } from "./system/clips.ts";
import { dropFiles } from "./system/drop-files.ts";
import { newCopy, removeCopy, startSystem } from "./system/running-system.ts";
import { tusClient } from "./system/tus-client.ts";

test("uploads may land on the media worker, which plays them from where they lie", async ({ page }) => {
  const copy = await newCopy({ FIRSTFRAME_INGEST: "worker" });
  const system = await startSystem(copy);
  const { api, demo, media, secret_key } = system.dev;
  const headers = { authorization: `Bearer ${secret_key}` };
  const files = () => readdirSync(join(copy.state, "uploads"));
  try {
    const sentTo = new Set<string>();
    page.on("request", (request) => {
      if (request.method() === "PATCH") sentTo.add(new URL(request.url()).port);
    });
    await page.goto(demo);
    await dropFiles(page, page.locator("firstframe-uploader [part=dropzone]"), [videoClip()]);
    const row = page.locator("firstframe-uploader [part~=file]");
    await expect(row).toHaveAttribute("data-status", "ready");
    expect([...sentTo]).toEqual([new URL(media).port]);
    expect(files()).toHaveLength(3);
    const assetId = await page.locator("[data-asset-id]").first().getAttribute("data-asset-id");
    expect((await fetch(`${api}/v1/assets/${assetId}`, { method: "DELETE", headers })).status).toBe(204);
    expect(files()).toEqual([]);

    const created = await fetch(`${api}/v1/uploads`, { method: "POST", headers, body: "{}" });
    const grant = (await created.json()) as UploadGrant;
    expect(grant.ingest).toBe("worker");
    const client = tusClient(grant);
    await client.create(1_000_000);
    await client.patch(0, new Uint8Array(500_000));
    expect(files().length).toBeGreaterThan(0);
    const canceled = await fetch(`${api}/v1/uploads/${grant.id}/cancel`, { method: "POST", headers });
    expect(await canceled.json()).toMatchObject({ state: "canceled" });
    expect(files()).toEqual([]);
    expect((await client.patch(500_000, new Uint8Array(500_000)))?.status).toBe(410);
  } finally {
    await system.stop();
    removeCopy(copy);
  }
});
