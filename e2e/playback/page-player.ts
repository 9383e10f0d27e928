import type { Locator, Page } from "@playwright/test";
import type { DevFile } from "../system/running-system.ts";
import { startRecording } from "./frame-recorder.ts";

type Player = HTMLElement & {
  play(): Promise<void>;
  currentTime: number;
  readonly duration: number;
  readonly ended: boolean;
  readonly error: { readonly code: string } | null;
  readonly videoRenditions: ArrayLike<unknown>;
};

/** A player on a page, of which every frame is written down. */
export interface PagePlayer {
  readonly element: Locator;
  readonly video: Locator;
  state(): Promise<{
    currentTime: number;
    duration: number;
    ended: boolean;
    error: string | null;
    renditions: number;
  }>;
  /** Goes there and plays, also where it had come to its end. */
  playFrom(toS: number): Promise<void>;
}

/** Opens a page with a player in it, and plays; resolves with the first frame. */
export async function playOnPage(page: Page, dev: DevFile, playbackId: string): Promise<PagePlayer> {
  await page.goto(dev.demo);
  await page.evaluate(() => customElements.whenDefined("firstframe-player").then(() => undefined));
  await page.evaluate(
    ({ api, playbackId }) => {
      const player = Object.assign(document.createElement("firstframe-player"), {
        ...{ api, playbackId, muted: true, id: "under-test" },
      });
      player.style.width = "960px";
      document.body.replaceChildren(player);
    },
    { api: dev.api, playbackId },
  );
  const element = page.locator("#under-test");
  const video = element.locator("video");
  await startRecording(video);
  await element.evaluate(async (player: Player) => {
    const firstFrame = new Promise((done) => player.addEventListener("firstframe", done, { once: true }));
    await player.play();
    await firstFrame;
  });
  return {
    element,
    video,
    state: () =>
      element.evaluate(({ currentTime, duration, ended, error, videoRenditions }: Player) => {
        const renditions = videoRenditions.length;
        return { currentTime, duration, ended, error: error?.code ?? null, renditions };
      }),
    playFrom: (toS) =>
      element.evaluate((player: Player, to) => {
        player.currentTime = to;
        return player.play();
      }, toS),
  };
}
