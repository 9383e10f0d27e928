/// <reference lib="dom" />
import { join } from "node:path";
import type { UploadGrant, UploadStatus } from "@firstframe/contract";
import { chromium } from "@playwright/test";
import { freePort } from "./free-port.ts";
import { startProgram } from "./start-program.ts";
import type { Api } from "./uploads.ts";

/** A page in Chromium that waits for uploads to become playable. */
export interface Browser {
  /** Begins to wait for an upload's asset. */
  readonly watch: (grant: UploadGrant) => Promise<void>;
  /** When its first frame was shown, in ms since the epoch. */
  firstFrame(): Promise<number>;
  close(): Promise<void>;
}

const pollMs = 50;

/** Opens the demo's page, which has the player. */
export async function openBrowser({ root, api }: { root: string; api: Api }): Promise<Browser> {
  const demo = await startProgram(join(root, "demo/src/server/main.ts"), [], {
    FIRSTFRAME_DEMO_PORT: String(await freePort()),
    FIRSTFRAME_API_URL: api.url,
    FIRSTFRAME_SECRET_KEY: api.key,
    FIRSTFRAME_DASHBOARD_URL: `${api.url}/dashboard/`,
  });
  const browser = await chromium.launch({
    executablePath: process.env.FIRSTFRAME_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--autoplay-policy=no-user-gesture-required"],
  });
  const page = await browser.newPage();
  await page.goto(`http://localhost:${demo.port}/`);
  await page.evaluate(() => customElements.whenDefined("firstframe-player").then(() => undefined));
  let shown: Promise<number> = Promise.reject(new Error("nothing is watched"));
  shown.catch(() => undefined);
  return {
    async watch({ status_url, token }) {
      shown = page.evaluate(waitForFirstFrame, { api: api.url, status_url, token, pollMs });
      shown.catch(() => undefined);
    },
    firstFrame: () => shown,
    async close() {
      await browser.close();
      demo.child.kill();
    },
  };
}

/** Runs in the page. */
async function waitForFirstFrame({
  api,
  status_url,
  token,
  pollMs,
}: {
  api: string;
  status_url: string;
  token: string;
  pollMs: number;
}): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  for (;;) {
    const { asset } = (await (await fetch(status_url, { headers })).json()) as UploadStatus;
    if (asset.error) throw new Error(asset.error.message);
    if (asset.playable_at !== null) {
      const player = Object.assign(document.createElement("firstframe-player"), {
        ...{ api, muted: true, playbackId: asset.playback_id },
      }) as unknown as HTMLElement & { play(): Promise<void> };
      const frame = new Promise((done) => player.addEventListener("firstframe", done, { once: true }));
      document.body.prepend(player);
      await player.play();
      await frame;
      const at = performance.timeOrigin + performance.now();
      player.remove();
      return at;
    }
    await new Promise((done) => setTimeout(done, pollMs));
  }
}
