import type { Asset, AssetList } from "@firstframe/contract";
import { audioClip, type Clip, truncatedClip } from "./system/clips.ts";
import { dropFiles } from "./system/drop-files.ts";
import { expect, test } from "./system/fixtures.ts";

const noise: Clip = {
  name: "noise.mp4",
  mimeType: "video/mp4",
  buffer: Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 256)),
};

async function newestAsset(api: string, key: string): Promise<Asset | undefined> {
  const response = await fetch(`${api}/v1/assets?limit=1`, { headers: { authorization: `Bearer ${key}` } });
  return ((await response.json()) as AssetList).data[0];
}

for (const [what, clip, code, sentence] of [
  ["a file that is no video", () => noise, "source_not_media", /not a video or audio file/],
  ["a truncated file", truncatedClip, "source_truncated", /incomplete/],
] as const) {
  test(`${what} ends failed, with a code and a sentence, in the page and in the API`, async ({
    page,
    system,
  }) => {
    await page.goto(system.dev.demo);
    const file = clip();
    await dropFiles(page, page.locator("firstframe-uploader [part=dropzone]"), [file]);
    const row = page.locator("firstframe-uploader [part~=file]");
    await expect(row).toHaveAttribute("data-status", "failed");
    await expect(row).toContainText(sentence);
    // Trying the same bytes again is no use, and is not offered.
    await expect(row.getByRole("button", { name: /again/ })).toHaveCount(0);
    const asset = await newestAsset(system.dev.api, system.dev.secret_key);
    expect(asset).toMatchObject({ status: "failed", error: { code } });
    expect(asset?.error?.message).toMatch(sentence);
    const card = page.locator(`[data-asset-id="${asset?.id}"]`);
    await expect(card).toContainText(sentence);
  });
}

test("an empty file is refused in the page before anything is sent", async ({ page, system }) => {
  await page.goto(system.dev.demo);
  const before = await newestAsset(system.dev.api, system.dev.secret_key);
  await dropFiles(page, page.locator("firstframe-uploader [part=dropzone]"), [
    { name: "empty.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(0) },
  ]);
  const row = page.locator("firstframe-uploader [part~=file]");
  await expect(row).toHaveAttribute("data-status", "refused");
  await expect(row).toContainText("is empty");
  expect((await newestAsset(system.dev.api, system.dev.secret_key))?.id).toBe(before?.id);
});

test("a sound recording becomes playable audio", async ({ page, system }) => {
  await page.goto(system.dev.demo);
  await dropFiles(page, page.locator("firstframe-uploader [part=dropzone]"), [audioClip()]);
  await expect(page.locator("firstframe-uploader [part~=file]")).toHaveAttribute("data-status", "ready");
  const asset = await newestAsset(system.dev.api, system.dev.secret_key);
  expect(asset).toMatchObject({ status: "ready", has_audio: true, has_video: false });
  const player = page.locator(`[data-asset-id="${asset?.id}"] firstframe-player`);
  await player.evaluate((element: HTMLElement & { play(): Promise<void> }) => element.play());
  await expect
    .poll(() => player.evaluate((element: HTMLElement & { currentTime: number }) => element.currentTime))
    .toBeGreaterThan(1);
});
