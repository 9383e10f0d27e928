import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { Clip } from "./system/clips.ts";
import { clip, element, open, pick, rows } from "./system/uploader-driver.ts";
import { startUploaderServer, type UploaderScript, type UploaderServer } from "./system/uploader-page.ts";

let server: UploaderServer;
test.beforeAll(async () => {
  server = await startUploaderServer();
});
test.afterAll(() => server.stop());
test.beforeEach(() => {
  Object.assign(server.script, { grant: "give", send: "take", status: "ready" } satisfies UploaderScript);
});

const choose = (page: Page): Locator => page.locator("firstframe-uploader [part=choose]").first();
const hasFocus = (button: Locator) =>
  button.evaluate((found) => (found.getRootNode() as ShadowRoot).activeElement === found);

test("a fieldset disables it and enables it again, and the form asks for what it requires", async ({
  page,
}) => {
  await open(
    page,
    server,
    `<form><fieldset disabled><firstframe-uploader endpoint="/api/uploads" name="video" required></firstframe-uploader>
      </fieldset><button>Send</button></form>`,
  );
  await expect(choose(page)).toBeDisabled();
  await page.locator("fieldset").evaluate((fieldset: HTMLFieldSetElement) => {
    fieldset.disabled = false;
  });
  await expect(choose(page)).toBeEnabled();
  await page.getByRole("button", { name: "Send" }).click();
  await expect.poll(() => hasFocus(choose(page))).toBe(true);
});

test("the focus goes on where the buttons of the whole list are gone", async ({ page }) => {
  await open(page, server);
  await pick(page, clip("a.mp4"), clip("b.mp4", 10));
  await expect(page.locator("firstframe-uploader [data-status=ready]")).toHaveCount(2);
  await page.getByRole("button", { name: "Clear finished" }).press("Enter");
  await expect(rows(page)).toHaveCount(0);
  await expect.poll(() => hasFocus(choose(page))).toBe(true);
});

test("of two elements, one takes what is pasted: the one with the focus", async ({ page }) => {
  await open(page, server, `<div id="one">${element}</div><div id="two">${element}</div>`);
  const paste = (target: Locator, name: string) =>
    target.evaluate((found, fileName) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(["\0\0\0\x20ftypisom"], fileName, { type: "video/mp4" }));
      const options = { clipboardData, bubbles: true, composed: true, cancelable: true };
      found.dispatchEvent(new ClipboardEvent("paste", options));
    }, name);
  await paste(page.locator("#two [part=choose]"), "second.mp4");
  await expect(page.locator("#two [part~=file]")).toHaveCount(1);
  await paste(page.locator("body"), "first.mp4");
  await expect(page.locator("#one [part~=file]")).toHaveCount(1);
  await expect(rows(page)).toHaveCount(2);
});

test("whole folders come by dropping and by choosing, without what is hidden in them", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "firstframe-folder-"));
  mkdirSync(join(folder, "day"));
  for (const name of ["a.mp4", ".DS_Store", "day/b.mp4"])
    writeFileSync(join(folder, name), clip(name).buffer);
  await open(page, server, element.replace("multiple", "multiple folders"));
  await expect(page.getByRole("button", { name: "Choose a folder" })).toBeVisible();
  await page.locator("input[data-picks=folder]").setInputFiles(folder);
  await expect(page.locator("firstframe-uploader [data-status=ready]")).toHaveCount(2);

  await page.getByRole("button", { name: "Clear finished" }).click();
  await expect(rows(page)).toHaveCount(0);
  const { x, y } = (await choose(page).boundingBox()) ?? { x: 0, y: 0 };
  const session = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    await session.send("Input.dispatchDragEvent", { type, x, y, data });
  }
  await expect(page.locator("firstframe-uploader [data-status=ready]")).toHaveCount(2);
  rmSync(folder, { recursive: true });
});

/** A second of silence as a WAV file. */
function silence(): Clip {
  const rate = 8_000;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + rate, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(rate, 40);
  return {
    name: "silence.wav",
    mimeType: "audio/wav",
    buffer: Buffer.concat([head, Buffer.alloc(rate, 128)]),
  };
}

for (const [limit, sentence] of [
  ['min-duration="90"', "kürzer als 1 Minute, 30 Sekunden. Wählen"],
  ['max-duration="0.5"', "länger als 0,5 Sekunden. Wählen"],
  ['accept="video/mp4,.mov"', "Wählen Sie eine Datei dieser Art: MP4 oder MOV."],
]) {
  test(`says in the page's language what ${limit} asks for`, async ({ page }) => {
    await open(page, server, `<div lang="de">${element.replace("multiple", `multiple ${limit}`)}</div>`);
    await expect(choose(page)).toHaveText("Dateien wählen");
    await pick(page, silence());
    await expect(rows(page)).toHaveAttribute("data-status", "refused");
    await expect(rows(page)).toContainText(sentence ?? "");
    await expect(page.locator("firstframe-uploader [role=status]")).toContainText(sentence ?? "");
  });
}

test("where the page runs from right to left, sentences are at the right, and what waits stays within its bar", async ({
  page,
}) => {
  server.script.status = "queued";
  await open(page, server, `<div dir="rtl">${element}</div>`);
  await pick(page, clip("a.mp4"));
  await expect(rows(page)).toHaveAttribute("data-status", "processing");
  const [text, sentence] = await rows(page)
    .locator("[part=status]")
    .evaluate((found) => {
      const words = document.createRange();
      words.selectNodeContents(found);
      return [found, words].map((each) => each.getBoundingClientRect().right);
    });
  expect(sentence).toBeCloseTo(text ?? 0, 0);
  const [bar, mark] = await rows(page)
    .locator("[role=progressbar]")
    .evaluate((found) => {
      const moving = found.querySelector("span");
      for (const animation of moving?.getAnimations() ?? []) {
        animation.pause();
        animation.currentTime = 1_590;
      }
      return [found, moving].map((each) => each?.getBoundingClientRect().toJSON());
    });
  expect(mark.left).toBeGreaterThanOrEqual(bar.left - 1);
  expect(mark.left).toBeLessThan(bar.left + 0.1 * bar.width);
});

test("takes what the page has set before the element was there", async ({ page }) => {
  await open(
    page,
    server,
    `<firstframe-uploader></firstframe-uploader><script>
      Object.assign(document.querySelector("firstframe-uploader"), { endpoint: "/api/uploads", multiple: true, locale: "es" });
    </script>`,
  );
  await expect(choose(page)).toHaveText("Elegir archivos");
  await pick(page, clip("a.mp4"), clip("b.mp4", 10));
  await expect(page.locator("firstframe-uploader [data-status=ready]")).toHaveCount(2);
});
