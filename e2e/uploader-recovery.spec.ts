import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AssetList } from "@firstframe/contract";
import { chromium, type Locator, type Page } from "@playwright/test";
import { videoClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { paddedClip } from "./system/padded-clip.ts";
import type { DevFile } from "./system/running-system.ts";

const mib = 1024 * 1024;
/** What the page may send, in bytes a second: slow enough to be interrupted. */
const slow = 4 * mib;
const fast = -1;

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "firstframe-files-"));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rowOf = (page: Page): Locator => page.locator("firstframe-uploader [part~=file]");

/** Makes a file that plays and has the given size. */
function fileOf(name: string, size: number): { path: string; sha256: string } {
  const bytes = paddedClip(videoClip().buffer, size, name.length);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, sha256: createHash("sha256").update(bytes).digest("hex") };
}

async function throttle(page: Page, uploadThroughput: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
  });
}

/** Opens the demo, and notes where each request with bytes begins. */
async function openDemo(page: Page, { demo }: DevFile, speed: number): Promise<{ offsets: number[] }> {
  const offsets: number[] = [];
  page.on("dialog", (dialog) => void dialog.accept());
  page.on("request", (request) => {
    if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
  });
  await page.goto(demo);
  await throttle(page, speed);
  return { offsets };
}

const pick = (page: Page, ...paths: string[]) =>
  page.locator("firstframe-uploader input[data-picks=files]").setInputFiles(paths);

async function sendUntil(page: Page, share: number): Promise<void> {
  const bar = rowOf(page).locator("[role=progressbar]");
  await expect
    .poll(async () => Number(await bar.getAttribute("aria-valuenow")), { intervals: [100] })
    .toBeGreaterThanOrEqual(share);
}

/** The newest asset's source, once every byte is there. */
async function sourceSha256({ api, secret_key }: DevFile): Promise<string> {
  const headers = { authorization: `Bearer ${secret_key}` };
  const { data } = (await (await fetch(`${api}/v1/assets?limit=1`, { headers })).json()) as AssetList;
  const source = await fetch(`${api}/v1/assets/${data[0]?.id}/source`, { headers });
  return createHash("sha256")
    .update(Buffer.from(await source.arrayBuffer()))
    .digest("hex");
}

test("after a reload in mid-upload it goes on at the server's offset, without picking again", async ({
  page,
  system,
}) => {
  const file = fileOf("reload.mp4", 24 * mib);
  const { offsets } = await openDemo(page, system.dev, slow);
  await pick(page, file.path);
  await sendUntil(page, 30);
  await page.reload();
  await throttle(page, fast);
  const row = rowOf(page);
  await expect(row).toHaveAttribute("data-status", "interrupted");
  await expect(row).toContainText(/Interrupted at \d+%\. It can continue/);
  await row.getByRole("button", { name: "Resume reload.mp4" }).click();
  await expect(row).toHaveAttribute("data-status", /processing|playable|ready/);
  expect(offsets).toHaveLength(2);
  expect(offsets[1]).toBeGreaterThan(4 * mib);
  expect(await sourceSha256(system.dev)).toBe(file.sha256);
});

test("over several connections as well, each part at its own offset", async ({ page, system }) => {
  const file = fileOf("parts.mp4", 24 * mib);
  const { offsets } = await openDemo(page, system.dev, slow);
  const streams = () =>
    page.locator("firstframe-uploader").evaluate((element) => element.setAttribute("streams", "3"));
  await streams();
  await pick(page, file.path);
  await sendUntil(page, 30);
  expect(offsets).toEqual([0, 0, 0]);
  await page.reload();
  await throttle(page, fast);
  await streams();
  const row = rowOf(page);
  await expect(row).toHaveAttribute("data-status", "interrupted");
  await row.getByRole("button", { name: "Resume parts.mp4" }).click();
  await expect(row).toHaveAttribute("data-status", /processing|playable|ready/);
  const resumed = offsets.slice(3);
  expect(resumed).toHaveLength(3);
  expect(Math.min(...resumed)).toBeGreaterThan(0);
  expect(await sourceSha256(system.dev)).toBe(file.sha256);
});

test("after a crash of the page it is offered, and asks for the same file where no copy could be kept", async ({
  page,
  context,
  system,
}) => {
  const file = fileOf("crash.mp4", 70 * mib);
  const other = fileOf("another.mp4", 1 * mib);
  await openDemo(page, system.dev, 2 * slow);
  await pick(page, file.path);
  await sendUntil(page, 30);
  const session = await context.newCDPSession(page);
  // The answer never comes: who would give it is gone.
  void session.send("Page.crash").catch(() => undefined);
  await page.waitForEvent("crash");

  const next = await context.newPage();
  const { offsets } = await openDemo(next, system.dev, fast);
  const row = rowOf(next);
  await expect(row).toHaveAttribute("data-status", "interrupted");
  const resume = row.getByRole("button", { name: "Resume crash.mp4" });
  const choose = async (path: string) => {
    const chooser = next.waitForEvent("filechooser");
    await resume.click();
    await (await chooser).setFiles(path);
  };
  await choose(other.path);
  await expect(row).toContainText("not the same file");
  await choose(file.path);
  await expect(row).toHaveAttribute("data-status", /processing|playable|ready/);
  expect(offsets[0]).toBeGreaterThan(4 * mib);
  expect(await sourceSha256(system.dev)).toBe(file.sha256);
});

test("after a restart of the browser it goes on as well", async ({ system }) => {
  const file = fileOf("restart.mp4", 24 * mib);
  const profile = mkdtempSync(join(folder, "profile-"));
  const launch = () => chromium.launchPersistentContext(profile, test.info().project.use.launchOptions);
  const first = await launch();
  const before = first.pages()[0] ?? (await first.newPage());
  await openDemo(before, system.dev, slow);
  await pick(before, file.path);
  await sendUntil(before, 30);
  await first.close();

  const second = await launch();
  try {
    const after = await second.newPage();
    const { offsets } = await openDemo(after, system.dev, fast);
    await rowOf(after).getByRole("button", { name: "Resume restart.mp4" }).click();
    await expect(rowOf(after)).toHaveAttribute("data-status", /processing|playable|ready/);
    expect(offsets[0]).toBeGreaterThan(4 * mib);
    expect(await sourceSha256(system.dev)).toBe(file.sha256);
  } finally {
    await second.close();
  }
});

test("a discarded offer does not come back", async ({ page, system }) => {
  const file = fileOf("discard.mp4", 24 * mib);
  await openDemo(page, system.dev, slow);
  await pick(page, file.path);
  await sendUntil(page, 10);
  await page.reload();
  await rowOf(page)
    .getByRole("button", { name: /Discard/ })
    .click();
  await expect(rowOf(page)).toHaveCount(0);
  await page.reload();
  await expect(page.locator("firstframe-uploader [part~=choose]")).toBeVisible();
  await expect(rowOf(page)).toHaveCount(0);
});

test("ten seconds offline are waited out, and nothing is sent twice", async ({ page, context, system }) => {
  const file = fileOf("offline.mp4", 24 * mib);
  const { offsets } = await openDemo(page, system.dev, slow);
  await pick(page, file.path);
  await sendUntil(page, 30);
  await context.setOffline(true);
  await expect(rowOf(page)).toHaveAttribute("data-status", "offline");
  await sleep(10_000);
  await context.setOffline(false);
  await throttle(page, fast);
  await expect(rowOf(page)).toHaveAttribute("data-status", /processing|playable|ready/);
  expect(offsets.at(-1)).toBeGreaterThan(4 * mib);
  expect(await sourceSha256(system.dev)).toBe(file.sha256);
});

test("a token that ends in mid-upload is renewed, and nobody notices", async ({ page, system }) => {
  const { api, secret_key } = system.dev;
  const headers = { authorization: `Bearer ${secret_key}` };
  const asked: string[] = [];
  await page.route("**/api/uploads", async (route) => {
    const { token } = route.request().postDataJSON();
    const [path, body] = token ? ["upload-tokens", { token }] : ["uploads", { token_expires_in_s: 10 }];
    asked.push(path);
    const response = await fetch(`${api}/v1/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    await route.fulfill({
      status: response.status,
      body: await response.text(),
      contentType: "application/json",
    });
  });
  const file = fileOf("token.mp4", 24 * mib);
  const { offsets } = await openDemo(page, system.dev, slow);
  const failures: string[] = [];
  await page.exposeFunction("failed", (code: string) => failures.push(code));
  await page.evaluate(() =>
    document.addEventListener("uploaderror", (event) =>
      Reflect.get(window, "failed")((event as CustomEvent).detail.code),
    ),
  );
  await pick(page, file.path);
  await sendUntil(page, 20);
  const row = rowOf(page);
  await row.getByRole("button", { name: "Pause token.mp4" }).click();
  await expect(row).toHaveAttribute("data-status", "paused");
  // Longer than the token lasts.
  await sleep(11_000);
  await throttle(page, fast);
  await row.getByRole("button", { name: "Resume token.mp4" }).click();
  await expect(row).toHaveAttribute("data-status", /processing|playable|ready/);
  expect(asked.slice(0, 2)).toEqual(["uploads", "upload-tokens"]);
  expect(offsets[1]).toBeGreaterThan(0);
  expect(failures).toEqual([]);
  expect(await sourceSha256(system.dev)).toBe(file.sha256);
});

test("twenty files at once all arrive, and a second selection of one is caught", async ({ page, system }) => {
  const paths = Array.from(
    { length: 20 },
    (_, i) => fileOf(`clip-${String(i).padStart(2, "0")}.mp4`, mib + i).path,
  );
  await openDemo(page, system.dev, fast);
  await pick(page, ...paths);
  await expect(rowOf(page)).toHaveCount(20);
  await pick(page, paths[0] ?? "");
  await expect(rowOf(page).getByText("“clip-00.mp4” is already in the list.")).toBeVisible();
  const unsaved = page.locator(
    "firstframe-uploader [part~=file]:is([data-status=waiting], [data-status=preparing], [data-status=uploading])",
  );
  await expect(unsaved).toHaveCount(0);
  await expect(page.locator("firstframe-uploader [data-status=failed]")).toHaveCount(0);
  await expect(page.locator("firstframe-uploader [part=overall]")).toContainText(/of 20 finished/);
});
