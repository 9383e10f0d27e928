import { expect, type Locator, type Page } from "@playwright/test";
import type { Clip } from "./clips.ts";
import type { UploaderServer } from "./uploader-page.ts";

/** As most pages have it. */
export const element = '<firstframe-uploader endpoint="/api/uploads" multiple></firstframe-uploader>';
const mp4 = Buffer.concat([Buffer.from("\0\0\0\x20ftypisom", "latin1"), Buffer.alloc(2_000, 1)]);
/** Nothing that plays, with the first bytes of what does; a size of its own makes it another file. */
export const clip = (name: string, size = 0): Clip => ({
  name,
  mimeType: "video/mp4",
  buffer: Buffer.concat([mp4, Buffer.alloc(size, name.length)]),
});
export const rows = (page: Page): Locator => page.locator("firstframe-uploader [part~=file]");

/** Opens a page with this body. */
export async function open(page: Page, { origin }: UploaderServer, body = element): Promise<void> {
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(`${origin}/?body=${encodeURIComponent(body)}`);
  await expect(page.locator("firstframe-uploader [part~=choose]").first()).toBeVisible();
}

export const pick = (page: Page, ...clips: Clip[]) =>
  page.locator("firstframe-uploader input[data-picks=files]").first().setInputFiles(clips);
