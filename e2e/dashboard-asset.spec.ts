import type { JobList } from "@firstframe/contract";
import { expect, type Page } from "@playwright/test";
import { makeClip, realClip } from "./system/clips.ts";
import { expectSound } from "./system/expect-sound.ts";
import { test } from "./system/fixtures.ts";
import type { DevFile } from "./system/running-system.ts";
import { uploadClip } from "./system/upload-clip.ts";

/** Opens a page of the dashboard, signed in. */
async function open(page: Page, { dashboard }: DevFile, hash: string): Promise<void> {
  await page.goto(dashboard);
  await expect(page.getByRole("link", { name: "Assets" })).toBeVisible();
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** Wide and narrow. */
async function expectSoundAtEveryWidth(page: Page, what: string): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await expectSound(page, `${what}, ${width} px`);
  }
}

test("an asset shows what was made of it, by which tasks, and why", async ({ page, system }) => {
  const { dev } = system;
  const { asset } = await uploadClip(dev, realClip());
  expect(asset.status).toBe("ready");
  await open(page, dev, `/assets/${asset.id}`);

  for (const { id, kind } of asset.renditions) {
    const row = page.locator(`[data-rendition-id="${id}"]`).first();
    await expect(row.locator("[data-field=complete]")).toHaveText("complete");
    const copied = asset.renditions[0]?.id === id;
    if (kind === "video" && !copied)
      await expect(row.locator("[data-field=ssim]")).toHaveText(/^[01]\.\d{4}$/);
  }
  const tasks = page.getByRole("table", { name: "Tasks" });
  await expect(tasks.locator("[data-field=kind]").first()).toHaveText("prepare");
  await expect(tasks.locator("[data-field=state]")).not.toHaveCount(0);
  for (const state of await tasks.locator("[data-field=state]").all())
    await expect(state).toHaveText("succeeded");

  const plan = page.getByRole("table", { name: "Planned renditions" });
  await expect(plan).toContainText("For the worst lines");
  await expect(page.getByText("Repackaged as it is")).toBeVisible();
  const commands = page.getByText("Exact commands");
  await commands.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/ffmpeg .*file:source/).first()).toBeVisible();

  const link = page.locator("[data-file-name='poster.jpg'] a");
  const poster = await page.request.get(new URL((await link.getAttribute("href")) ?? "", dev.api).href);
  expect(poster.headers()["content-type"]).toBe("image/jpeg");
  await expectSoundAtEveryWidth(page, "ready asset");

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator("[data-job-id] [data-field=job_id] a").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("transcode");
  await expect(page.getByRole("table", { name: "Tasks" })).toBeVisible();
  await expectSoundAtEveryWidth(page, "job");
});

test("a job that failed says why, with what the tools said", async ({ page, system }) => {
  const { dev } = system;
  const cut = makeClip(
    "cut.mp4",
    "video/mp4",
    "-f lavfi -i testsrc2=duration=2 -movflags +faststart".split(" "),
  );
  const { asset } = await uploadClip(dev, { ...cut, buffer: cut.buffer.subarray(0, cut.buffer.length / 2) });
  expect(asset.status).toBe("failed");
  const headers = { authorization: `Bearer ${dev.secret_key}` };
  const response = await fetch(`${dev.api}/v1/jobs?asset_id=${asset.id}`, { headers });
  const [job] = ((await response.json()) as JobList).data;
  await open(page, dev, `/jobs/${job?.id}`);
  await expect(page.locator(".notice.failure")).toContainText(asset.error?.code ?? "");
  await page.getByText("What the tools said").press("Enter");
  await expect(page.locator(".notice.failure pre")).toHaveText(job?.error?.detail ?? "");
  await expectSoundAtEveryWidth(page, "failed job");
});
