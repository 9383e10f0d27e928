import type { Beacon } from "@firstframe/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { monitorView } from "./monitor-view.ts";

const wallClockAtZero = Date.parse("2026-01-01T00:00:00.000Z");

/** A page with one video whose frames and events the test makes. */
function makePage() {
  const document = Object.assign(new EventTarget(), { visibilityState: "visible", defaultView: {} });
  const page = Object.assign(new EventTarget(), { document });
  document.defaultView = page;
  const frames: Array<() => void> = [];
  const media = Object.assign(new EventTarget(), {
    ownerDocument: document,
    currentTime: 0,
    playbackRate: 1,
    paused: true,
    ended: false,
    seeking: false,
    loop: false,
    duration: 60,
    requestVideoFrameCallback: (run: () => void) => frames.push(run),
    cancelVideoFrameCallback: () => frames.splice(0),
    getVideoPlaybackQuality: () => ({ totalVideoFrames: 120, droppedVideoFrames: 3 }),
  });
  const showFrame = (position: number) => {
    media.currentTime = position;
    for (const run of frames.splice(0)) run();
  };
  return { document, page, media, showFrame };
}

function start({ taken = true }: { taken?: boolean } = {}) {
  const { document, page, media, showFrame } = makePage();
  const sent: Array<Beacon & { urgent: boolean }> = [];
  const firstFrames: number[] = [];
  const answers = { taken, grant: "token-1" };
  const monitor = monitorView({
    media: media as unknown as HTMLMediaElement,
    viewId: "viw_1",
    grant: () => answers.grant,
    dimensions: () => ({ player_version: "1.2.3" }),
    send: async (beacon, urgent) => {
      sent.push({ ...beacon, urgent });
      return answers.taken;
    },
    now: () => performance.now(),
    wallClock: () => wallClockAtZero + performance.now(),
    connectedAt: 0,
    pageLoadTimeMs: 250,
    onFirstFrame: (ms) => firstFrames.push(ms),
  });
  const fire = (type: string) => media.dispatchEvent(new Event(type));
  const play = () => {
    media.paused = false;
    fire("play");
  };
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  /** Plays from a tap at the present time; the first moving frame comes 400 ms later. */
  const startPlaying = async () => {
    monitor.playRequested();
    play();
    await wait(360);
    fire("playing");
    showFrame(0);
    await wait(40);
    showFrame(0.04);
  };
  return {
    monitor,
    document,
    page,
    media,
    showFrame,
    sent,
    firstFrames,
    answers,
    fire,
    play,
    wait,
    startPlaying,
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("monitorView", () => {
  it("sends nothing for a player that was never asked to play", async () => {
    const { monitor, sent, wait } = start();
    monitor.ready();
    await wait(30_000);
    monitor.end();
    expect(sent).toEqual([]);
  });

  it("measures from the first play instruction to the first frame that moves", async () => {
    const { monitor, sent, firstFrames, wait, startPlaying } = start();
    await wait(100);
    monitor.ready();
    monitor.playRequested();
    await wait(200);
    await startPlaying();
    monitor.end();
    expect(firstFrames).toEqual([560]);
    expect(sent.at(-1)).toMatchObject({
      view_id: "viw_1",
      state: "left",
      urgent: true,
      started_at: "2026-01-01T00:00:00.100Z",
      measures: {
        player_startup_time_ms: 100,
        page_load_time_ms: 250,
        startup_time_ms: 560,
        decoded_frame_count: 120,
        dropped_frame_count: 3,
      },
    });
  });

  it("sends a first beacon while it waits, one at the first frame, and one every ten seconds", async () => {
    const { sent, fire, media, wait, startPlaying } = start();
    await startPlaying();
    expect(sent.map(({ state }) => state)).toEqual(["waiting", "playing"]);
    for (let second = 1; second <= 25; second += 1) {
      await wait(1_000);
      media.currentTime += 1;
      fire("timeupdate");
    }
    expect(sent.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(sent.at(-1)?.measures.playing_time_ms).toBeCloseTo(20_040, -2);
  });

  it("counts one stall with its length", async () => {
    const { monitor, sent, fire, showFrame, wait, startPlaying } = start();
    await startPlaying();
    await wait(2_000);
    showFrame(2.04);
    fire("timeupdate");
    fire("waiting");
    await wait(1_500);
    fire("playing");
    showFrame(2.04);
    await wait(40);
    showFrame(2.08);
    monitor.end();
    const { rebuffer_count, rebuffer_duration_ms, watch_time_ms, playing_time_ms } =
      sent.at(-1)?.measures ?? {};
    expect(rebuffer_count).toBe(1);
    expect(rebuffer_duration_ms).toBeCloseTo(1_500, -1);
    expect(watch_time_ms).toBeCloseTo((playing_time_ms ?? 0) + (rebuffer_duration_ms ?? 0), 0);
  });

  it("takes the wait on a loop's way back for a seek", async () => {
    const { monitor, sent, media, fire, showFrame, wait, startPlaying } = start();
    Object.assign(media, { loop: true });
    await startPlaying();
    await wait(59_800);
    media.currentTime = 59.8;
    fire("timeupdate");
    await wait(200);
    media.currentTime = 0;
    media.seeking = true;
    fire("seeking");
    fire("waiting");
    await wait(50);
    media.seeking = false;
    fire("seeked");
    fire("playing");
    showFrame(0);
    await wait(40);
    showFrame(0.04);
    monitor.end();
    expect(sent.at(-1)?.measures).toMatchObject({
      rebuffer_count: 0,
      rebuffer_duration_ms: 0,
      seek_count: 1,
    });
  });

  it("says at once when it pauses, fails, and is tried again in the same view", async () => {
    const { monitor, sent, media, fire, wait, startPlaying } = start();
    await startPlaying();
    media.paused = true;
    fire("pause");
    await wait(0);
    expect(sent.at(-1)?.state).toBe("paused");
    monitor.failed({ code: "network", message: "gone", business_exception: false });
    await wait(0);
    expect(sent.at(-1)).toMatchObject({ state: "failed", error: { code: "network" } });
    monitor.retried();
    await wait(0);
    expect(sent.at(-1)).toMatchObject({ view_id: "viw_1", state: "playing", error: null });
  });

  it("makes no view of an autoplay that the browser refuses", async () => {
    const { monitor, sent, wait } = start();
    monitor.playRequested();
    await wait(20);
    monitor.playRefused();
    await wait(20_000);
    monitor.end();
    expect(sent).toEqual([]);
  });

  it("tells urgently when the page is hidden or left, and only once at the end", async () => {
    const { monitor, document, page, sent, wait, startPlaying } = start();
    await startPlaying();
    document.visibilityState = "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    page.dispatchEvent(new Event("pagehide"));
    document.dispatchEvent(new Event("visibilitychange"));
    monitor.end();
    monitor.end();
    await wait(60_000);
    expect(sent.filter(({ urgent }) => urgent).map(({ state }) => state)).toEqual(["playing", "left"]);
  });

  it("tries again, later and later, with what is known by then and the grant of the day", async () => {
    const { sent, answers, wait, startPlaying } = start({ taken: false });
    await startPlaying();
    await wait(1_500);
    answers.grant = "token-2";
    answers.taken = true;
    await wait(4_000);
    expect(sent.length).toBeGreaterThanOrEqual(2);
    expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map((_, index) => index + 1));
    expect(sent.at(-1)).toMatchObject({ grant: "token-2", state: "playing" });
  });

  it("hears nothing after its end", async () => {
    const { monitor, sent, fire, wait, startPlaying } = start();
    await startPlaying();
    monitor.end();
    const count = sent.length;
    fire("waiting");
    monitor.failed({ code: "network", message: "", business_exception: false });
    monitor.playRequested();
    await wait(30_000);
    expect(sent).toHaveLength(count);
  });
});
