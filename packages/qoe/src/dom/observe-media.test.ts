import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignalBody } from "../signal.ts";
import { browserTimers } from "./browser-timers.ts";
import { observeMedia } from "./observe-media.ts";

/** What of a video element is observed. */
class FakeVideo extends EventTarget {
  currentTime = 0;
  duration = 10;
  playbackRate = 1;
  paused = true;
  ended = false;
  seeking = false;
  loop = false;
  frames = new Map<number, () => void>();
  #handle = 0;

  requestVideoFrameCallback(run: () => void): number {
    this.frames.set(++this.#handle, run);
    return this.#handle;
  }

  cancelVideoFrameCallback(handle: number): void {
    this.frames.delete(handle);
  }

  getVideoPlaybackQuality() {
    return { totalVideoFrames: 30, droppedVideoFrames: 1 };
  }

  tell(type: string, state: Partial<FakeVideo> = {}): void {
    Object.assign(this, state);
    this.dispatchEvent(new Event(type));
  }

  showFrame(at: number): void {
    this.currentTime = at;
    const due = [...this.frames.values()];
    this.frames.clear();
    for (const run of due) run();
  }
}

function setUp() {
  const video = new FakeVideo();
  const signals: SignalBody[] = [];
  const stop = observeMedia(
    video as unknown as HTMLVideoElement,
    (signal) => signals.push(signal),
    browserTimers,
  );
  return { video, signals, stop, types: () => signals.map(({ type }) => type) };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("observeMedia", () => {
  it("looks at every frame after `playing` until the playhead moved", () => {
    const { video, signals } = setUp();
    video.tell("play", { paused: false });
    video.tell("playing");
    video.showFrame(0);
    video.showFrame(0);
    video.showFrame(0.033);
    video.showFrame(0.066);
    expect(signals).toEqual([
      { type: "play_requested", position: 0 },
      { type: "playing", position: 0 },
      { type: "playhead", position: 0, rate: 1 },
      { type: "playhead", position: 0, rate: 1 },
      { type: "playhead", position: 0.033, rate: 1 },
    ]);
  });

  it("samples every second while it should play, with the frame counters", () => {
    const { video, signals } = setUp();
    video.tell("play", { paused: false });
    video.currentTime = 1;
    vi.advanceTimersByTime(1000);
    expect(signals.slice(1)).toEqual([
      { type: "playhead", position: 1, rate: 1 },
      { type: "frames", decoded: 30, dropped: 1 },
    ]);
    video.tell("pause", { paused: true });
    signals.length = 0;
    vi.advanceTimersByTime(5000);
    expect(signals).toEqual([]);
  });

  it("passes on waiting and seeks with their position, and no samples from within a seek", () => {
    const { video, signals } = setUp();
    video.tell("waiting", { currentTime: 2 });
    video.tell("seeking", { currentTime: 7, seeking: true });
    video.tell("timeupdate");
    video.tell("seeked", { seeking: false });
    expect(signals).toEqual([
      { type: "waiting", position: 2 },
      { type: "seeking", position: 7 },
      { type: "seeked", position: 7 },
    ]);
  });

  it("does not take a loop's way back for a seek", () => {
    const { video, types } = setUp();
    video.tell("timeupdate", { currentTime: 9.9, loop: true });
    video.tell("seeking", { currentTime: 0 });
    expect(types()).toEqual(["playhead"]);
  });

  it("does not take the pause before the end for one", () => {
    const { video, types } = setUp();
    video.tell("pause", { paused: true, ended: true });
    video.tell("ended");
    expect(types()).toEqual(["frames", "frames", "ended"]);
  });

  it("is silent once stopped", () => {
    const { video, signals, stop } = setUp();
    video.tell("play", { paused: false });
    video.tell("playing");
    stop();
    signals.length = 0;
    video.tell("timeupdate", { currentTime: 3 });
    video.showFrame(4);
    vi.advanceTimersByTime(5000);
    expect(signals).toEqual([]);
  });
});
