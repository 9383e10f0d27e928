import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { Clip } from "./system/clips.ts";
import { dropFiles } from "./system/drop-files.ts";
import { startUploaderServer, type UploaderScript, type UploaderServer } from "./system/uploader-page.ts";

let server: UploaderServer;
test.beforeAll(async () => {
  server = await startUploaderServer();
});
test.afterAll(() => server.stop());
test.beforeEach(() => {
  Object.assign(server.script, { grant: "give", send: "take", status: "ready" } satisfies UploaderScript);
});

const element = '<firstframe-uploader endpoint="/api/uploads" multiple></firstframe-uploader>';
const mp4 = Buffer.concat([Buffer.from("\0\0\0\x20ftypisom", "latin1"), Buffer.alloc(2_000, 1)]);
const clip = (name: string, size = 0): Clip => ({
  name,
  mimeType: "video/mp4",
  buffer: Buffer.concat([mp4, Buffer.alloc(size, name.length)]),
});
const rows = (page: Page): Locator => page.locator("firstframe-uploader [part~=file]");

async function open(page: Page, body = element): Promise<void> {
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(`${server.origin}/?body=${encodeURIComponent(body)}`);
  await expect(page.locator("firstframe-uploader [part~=choose]").first()).toBeVisible();
}

const pick = (page: Page, ...clips: Clip[]) =>
  page.locator("firstframe-uploader input[data-picks=files]").first().setInputFiles(clips);

/** Nothing that axe knows to be wrong, in light and in dark, and nothing that sticks out. */
async function expectSound(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    expect(found, `${what}, ${colorScheme}`).toEqual([]);
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${what}: sideways overflow`).toBeLessThanOrEqual(0);
}

/** How each state comes about. */
const states: readonly (readonly [
  status: string,
  script: Partial<UploaderScript>,
  act?: (page: Page) => Promise<void>,
])[] = [
  ["preparing", { grant: "hang" }],
  ["uploading", { send: "hang" }],
  [
    "paused",
    { send: "hang" },
    (page) =>
      rows(page)
        .getByRole("button", { name: /^Pause/ })
        .click(),
  ],
  ["offline", { send: "hang" }, (page) => page.context().setOffline(true)],
  ["retrying", { send: "fail" }],
  ["processing", { status: "queued" }],
  ["processing", { status: "processing" }],
  ["playable", { status: "playable" }],
  ["ready", { status: "ready" }],
  ["failed", { status: "failed" }],
  ["untracked", { status: "gone" }],
  [
    "canceled",
    { send: "hang" },
    (page) =>
      rows(page)
        .getByRole("button", { name: /^Cancel/ })
        .click(),
  ],
];

for (const [index, [status, script, act]] of states.entries()) {
  test(`${status} is sound for everyone (${index + 1})`, async ({ page }) => {
    Object.assign(server.script, script);
    await open(page);
    await pick(page, clip("holiday at the sea with a rather long name that has to be cut somewhere.mp4"));
    if (act) {
      await expect(rows(page)).toHaveAttribute("data-status", "uploading");
      await act(page);
    }
    await expect(rows(page)).toHaveAttribute("data-status", status);
    await page.context().setOffline(false);
    await expectSound(page, status);
  });
}

test("empty, dragged over and disabled are sound for everyone", async ({ page }) => {
  await open(page);
  await expectSound(page, "empty");
  const zone = page.locator("firstframe-uploader [part=dropzone]");
  const transfer = await page.evaluateHandle(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "a.mp4"));
    return dataTransfer;
  });
  await zone.dispatchEvent("dragenter", { dataTransfer: transfer });
  await expect(zone).toContainText("Drop to upload");
  await expectSound(page, "dragged over");
  await open(page, '<firstframe-uploader endpoint="/api/uploads" disabled></firstframe-uploader>');
  await expectSound(page, "disabled");
});

test("an interrupted upload is offered after a reload, and is sound for everyone", async ({ page }) => {
  server.script.send = "hang";
  await open(page);
  await pick(page, clip("again.mp4"));
  await expect(rows(page)).toHaveAttribute("data-status", "uploading");
  await page.waitForFunction(async () => (await indexedDB.databases()).length > 0);
  server.script.status = "queued";
  await page.route("**/status/*", (route) =>
    route.fulfill({
      json: { upload_state: "uploading", offset_bytes: 1_000, asset: { status: "uploading" } },
    }),
  );
  await page.reload();
  await expect(rows(page)).toHaveAttribute("data-status", "interrupted");
  await expect(rows(page).getByRole("button", { name: "Resume again.mp4" })).toBeVisible();
  await expectSound(page, "interrupted");
});

test("429 pauses the list, says for how long, and is sound for everyone", async ({ page }) => {
  server.script.grant = "limit";
  await open(page);
  await pick(page, clip("a.mp4"), clip("b.mp4", 10));
  await expect(page.getByText(/The server is busy\. Uploads continue by themselves in \d+ s/)).toBeVisible();
  await expectSound(page, "rate limited");
});

test("refusals say what to do", async ({ page }) => {
  await open(
    page,
    '<firstframe-uploader endpoint="/api/uploads" multiple max-file-size="5000" max-files="2"></firstframe-uploader>',
  );
  server.script.send = "hang";
  const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(100)]);
  await pick(page, { name: "photo.mp4", mimeType: "video/mp4", buffer: png });
  await expect(rows(page).last()).toContainText("is not a video or sound recording");
  await pick(page, clip("large.mp4", 10_000));
  await expect(rows(page).last()).toContainText("is larger than 5 kB");
  await pick(page, { name: "none.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(0) });
  await expect(rows(page).last()).toContainText("is empty");
  await pick(page, clip("one.mp4"), clip("two.mp4", 1), clip("three.mp4", 2));
  await expect(rows(page).last()).toContainText("Only 2 files at a time");
  await pick(page, clip("one.mp4"));
  await expect(rows(page).last()).toContainText(/already in the list|Only 2 files/);
  await expectSound(page, "refused");
});

test("everything can be done with the keyboard, and the focus is never lost", async ({ page }) => {
  server.script.send = "hang";
  await open(page);
  await pick(page, clip("first.mp4"), clip("second.mp4", 10), clip("third.mp4", 20));
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press("Tab");
  const focused = () =>
    page.evaluate(
      () =>
        document.activeElement?.shadowRoot?.activeElement?.getAttribute("aria-label") ??
        document.activeElement?.shadowRoot?.activeElement?.textContent?.trim(),
    );
  expect(await focused()).toBe("Choose files");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Pause all");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Pause first.mp4");
  await page.keyboard.press("Enter");
  await expect(rows(page).first()).toHaveAttribute("data-status", "paused");
  expect(await focused()).toBe("Resume first.mp4");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Cancel first.mp4");
  await page.keyboard.press("Enter");
  await expect(rows(page).first()).toHaveAttribute("data-status", "canceled");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(2);
  expect(await focused()).toMatch(/second\.mp4$/);
});

test("files come by dropping, also whole folders, and by pasting where nobody is typing", async ({
  page,
}) => {
  await open(page, `${element}<label>Title <input id="title"></label>`);
  await dropFiles(page, page.locator("firstframe-uploader [part=dropzone]"), [clip("dropped.mp4")]);
  await expect(rows(page)).toHaveCount(1);
  const paste = (selector: string, name: string) =>
    page.evaluate(
      ([target = "", fileName = ""]) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File(["\0\0\0\x20ftypisom"], fileName, { type: "video/mp4" }));
        const event = new ClipboardEvent("paste", {
          clipboardData,
          bubbles: true,
          composed: true,
          cancelable: true,
        });
        document.querySelector(target)?.dispatchEvent(event);
      },
      [selector, name],
    );
  await paste("body", "pasted.mp4");
  await expect(rows(page)).toHaveCount(2);
  await paste("#title", "typed.mp4");
  await expect(rows(page).last()).toContainText("pasted.mp4");
  await expect(rows(page)).toHaveCount(2);
});

const words = { de: "Dateien wählen", es: "Elegir archivos", ja: "ファイルを選択", en: "Choose files" };
for (const [locale, word] of Object.entries(words)) {
  test(`speaks ${locale}, narrow and wide, in either direction`, async ({ page }) => {
    server.script.send = "hang";
    await open(page, `<div lang="${locale}" dir="${locale === "es" ? "rtl" : "ltr"}">${element}</div>`);
    await expect(page.getByRole("button", { name: word })).toBeVisible();
    await pick(page, clip("a.mp4"), clip("b.mp4", 10));
    await expect(rows(page)).toHaveCount(2);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expectSound(page, `${locale}, ${width} px`);
    }
    const { bar, text } = await rows(page)
      .first()
      .evaluate((row) => ({
        bar: getComputedStyle(row).direction,
        text: row.querySelector("[part=status]")?.textContent?.trim() ?? "",
      }));
    expect(bar).toBe(locale === "es" ? "rtl" : "ltr");
    expect(text).not.toBe("");
  });
}

test("belongs to a form, inside of a shadow root too", async ({ page }) => {
  await open(
    page,
    '<form id="form"><firstframe-uploader endpoint="/api/uploads" name="video" required></firstframe-uploader></form>',
  );
  const form = () =>
    page.evaluate(() => {
      const found = document.querySelector<HTMLFormElement>("#form");
      return { isValid: found?.checkValidity(), videos: found && new FormData(found).getAll("video") };
    });
  await expect.poll(async () => (await form()).isValid).toBe(false);
  await pick(page, clip("a.mp4"));
  await expect(rows(page)).toHaveAttribute("data-status", "ready");
  const { isValid, videos } = await form();
  expect(isValid).toBe(true);
  expect(videos).toEqual([expect.stringMatching(/^ast_upl_\d+$/)]);
  await page.evaluate(() => document.querySelector<HTMLFormElement>("#form")?.reset());
  await expect(rows(page)).toHaveCount(0);

  await page.evaluate((html) => {
    const host = document.createElement("div");
    host.attachShadow({ mode: "open" }).innerHTML = html;
    document.querySelector("main")?.replaceChildren(host);
  }, element);
  await pick(page, clip("b.mp4"));
  await expect(rows(page)).toHaveAttribute("data-status", "ready");
});

const choose = (page: Page): Locator => page.locator("firstframe-uploader [part=choose]").first();
const hasFocus = (button: Locator) =>
  button.evaluate((found) => (found.getRootNode() as ShadowRoot).activeElement === found);

test("a fieldset disables it and enables it again, and the form asks for what it requires", async ({
  page,
}) => {
  await open(
    page,
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
  await open(page);
  await pick(page, clip("a.mp4"), clip("b.mp4", 10));
  await expect(page.locator("firstframe-uploader [data-status=ready]")).toHaveCount(2);
  await page.getByRole("button", { name: "Clear finished" }).press("Enter");
  await expect(rows(page)).toHaveCount(0);
  await expect.poll(() => hasFocus(choose(page))).toBe(true);
});

test("of two elements, one takes what is pasted: the one with the focus", async ({ page }) => {
  await open(page, `<div id="one">${element}</div><div id="two">${element}</div>`);
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
  await open(page, element.replace("multiple", "multiple folders"));
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
  ['min-duration="90"', "kürzer als 1 Minute und 30 Sekunden. Wählen"],
  ['max-duration="0.5"', "länger als 0,5 Sekunden. Wählen"],
  ['accept="video/mp4,.mov"', "Wählen Sie eine Datei dieser Art: MP4 oder MOV."],
]) {
  test(`says in the page's language what ${limit} asks for`, async ({ page }) => {
    await open(page, `<div lang="de">${element.replace("multiple", `multiple ${limit}`)}</div>`);
    await expect(choose(page)).toHaveText("Dateien wählen");
    await pick(page, silence());
    await expect(rows(page)).toHaveAttribute("data-status", "refused");
    await expect(rows(page)).toContainText(sentence ?? "");
    await expect(page.locator("firstframe-uploader [role=status]")).toContainText(sentence ?? "");
  });
}

test("what waits stays within its bar where the page runs from right to left", async ({ page }) => {
  server.script.status = "queued";
  await open(page, `<div dir="rtl">${element}</div>`);
  await pick(page, clip("a.mp4"));
  await expect(rows(page)).toHaveAttribute("data-status", "processing");
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
    `<firstframe-uploader></firstframe-uploader><script>
      Object.assign(document.querySelector("firstframe-uploader"), { endpoint: "/api/uploads", multiple: true, locale: "es" });
    </script>`,
  );
  await expect(choose(page)).toHaveText("Elegir archivos");
  await pick(page, clip("a.mp4"), clip("b.mp4", 10));
  await expect(page.locator("firstframe-uploader [data-status=ready]")).toHaveCount(2);
});
