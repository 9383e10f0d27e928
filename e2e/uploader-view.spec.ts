import { expect, type Page, test } from "@playwright/test";
import { dropFiles } from "./system/drop-files.ts";
import { expectSound } from "./system/expect-sound.ts";
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
    await open(page, server);
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

test("what can be watched while it is being sent says so, and is sound for everyone", async ({ page }) => {
  Object.assign(server.script, { send: "stall", status: "playable" } satisfies Partial<UploaderScript>);
  await open(page, server);
  await page.evaluate(() =>
    document.addEventListener("playable", () => document.body.setAttribute("data-told", ""), { once: true }),
  );
  await pick(page, clip("long.mp4", 32 * 1024 * 1024));
  await expect(rows(page)).toContainText(/Can be watched already · \d+% sent/);
  await expect(rows(page)).toHaveAttribute("data-status", "uploading");
  await expect(page.locator("body[data-told]")).toBeVisible();
  await expectSound(page, "watchable");
});

test("empty, dragged over and disabled are sound for everyone", async ({ page }) => {
  await open(page, server);
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
  await open(page, server, '<firstframe-uploader endpoint="/api/uploads" disabled></firstframe-uploader>');
  await expectSound(page, "disabled");
});

test("an interrupted upload is offered after a reload, and is sound for everyone", async ({ page }) => {
  server.script.send = "hang";
  await open(page, server);
  await pick(page, clip("again.mp4"));
  await expect(rows(page)).toHaveAttribute("data-status", "uploading");
  await expect.poll(() => recordedUploads(page)).toBe(1);
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
  await open(page, server);
  await pick(page, clip("a.mp4"), clip("b.mp4", 10));
  const busy = /The server is busy\. Uploads continue by themselves in \d+ s/;
  await expect(page.locator("firstframe-uploader [part=overall]")).toContainText(busy);
  await expect(page.locator("firstframe-uploader [role=status]")).toContainText(busy);
  await expectSound(page, "rate limited");
});

test("refusals say what to do", async ({ page }) => {
  await open(
    page,
    server,
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
  await open(page, server);
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
  await open(page, server, `${element}<label>Title <input id="title"></label>`);
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
    await open(
      page,
      server,
      `<div lang="${locale}" dir="${locale === "es" ? "rtl" : "ltr"}">${element}</div>`,
    );
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
    server,
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

/** How many uploads a later page would find: they are written down beside the sending, at some time. */
function recordedUploads(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, fail) => {
        const opening = indexedDB.open("firstframe-uploads");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const counting = database.transaction("uploads").objectStore("uploads").count();
          counting.onerror = () => fail(counting.error);
          counting.onsuccess = () => {
            database.close();
            done(counting.result);
          };
        };
      }),
  );
}
