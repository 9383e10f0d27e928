import { createHash } from "node:crypto";
import { readdirSync, statSync, utimesSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import type { Asset, Upload, UploadGrant } from "@firstframe/contract";
import { expect, test } from "@playwright/test";
import { videoClip } from "./system/clips.ts";
import { dropFiles } from "./system/drop-files.ts";
import { paddedClip } from "./system/padded-clip.ts";
import { canSeeProcesses, killProcesses } from "./system/processes.ts";
import { newCopy, removeCopy, startSystem } from "./system/running-system.ts";
import { tusClient } from "./system/tus-client.ts";

const mib = 1024 * 1024;

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

test("a media worker that is killed loses nothing, and leaves nothing that was given up meanwhile", async () => {
  test.skip(!canSeeProcesses, "needs /proc to find the process to kill");
  const copy = await newCopy({ FIRSTFRAME_INGEST: "worker" });
  const system = await startSystem(copy);
  const { api, secret_key } = system.dev;
  const headers = { authorization: `Bearer ${secret_key}` };
  const folder = join(copy.state, "uploads");
  const read = async <Body>(path: string) => (await (await fetch(api + path, { headers })).json()) as Body;
  const begin = async (json: object = {}) => {
    const body = JSON.stringify(json);
    return (await (
      await fetch(`${api}/v1/uploads`, { method: "POST", headers, body })
    ).json()) as UploadGrant;
  };
  try {
    const file = paddedClip(videoClip().buffer, 24 * mib, 11);
    const grant = await begin();
    const client = tusClient(grant);
    await client.create(file.byteLength);
    expect(await client.patch(0, file.subarray(0, 8 * mib))).toEqual({ status: 204, offset: 8 * mib });
    const open = request(`${grant.endpoint}/${grant.id}`, {
      method: "PATCH",
      headers: {
        ...{ authorization: `Bearer ${grant.token}`, "tus-resumable": "1.0.0" },
        ...{ "upload-offset": String(8 * mib), "content-length": String(16 * mib) },
        "content-type": "application/offset+octet-stream",
      },
    });
    open.on("error", () => undefined);
    open.write(file.subarray(8 * mib, 12 * mib));
    await expect.poll(() => statSync(join(folder, grant.id)).size).toBe(12 * mib);
    expect(killProcesses(copy.state, "edge/media/src/main.ts")).toBe(1);

    await expect.poll(() => client.head()).toEqual({ status: 200, offset: 12 * mib });
    expect((await client.patch(12 * mib, file.subarray(12 * mib)))?.status).toBe(204);
    await expect
      .poll(() => read<Asset>(`/v1/assets/${grant.asset_id}`))
      .toMatchObject({
        status: "ready",
        source: { sha256: createHash("sha256").update(file).digest("hex") },
      });

    expect(killProcesses(copy.state, "edge/media/src/main.ts")).toBe(1);
    const deleted = await fetch(`${api}/v1/assets/${grant.asset_id}`, { method: "DELETE", headers });
    expect(deleted.status).toBe(204);
    await expect.poll(() => readdirSync(folder)).toEqual([]);

    const late = await begin({ timeout_s: 60 });
    await tusClient(late).create(1_000);
    await tusClient(late).patch(0, new Uint8Array(500));
    const longAgo = Date.now() / 1000 - 100;
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), longAgo, longAgo);
    await expect.poll(() => readdirSync(folder)).toEqual([]);
    expect((await read<Upload>(`/v1/uploads/${late.id}`)).state).toBe("expired");
  } finally {
    await system.stop();
    removeCopy(copy);
  }
});
