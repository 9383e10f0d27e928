import type { SignalBody } from "../signal.ts";
import type { Timers } from "../timers.ts";

/** Between samples while it should play: keeps the figures alive where events are rare. */
const heartbeatMs = 1_000;

/** A loop's way back to the start is no seek. Seconds from either end. */
const loopEdgeS = 0.5;

/**
 * Emits signals of what a media element does. The moment at which the playhead starts to move is found by looking
 * at every frame shown (`requestVideoFrameCallback`, else animation frames) after the media says that it plays.
 *
 * @returns stops observing
 */
export function observeMedia(
  media: HTMLVideoElement,
  emit: (signal: SignalBody) => void,
  timers: Timers,
): () => void {
  const listening = new AbortController();
  let cancelFrame: (() => void) | null = null;
  let cancelHeartbeat: (() => void) | null = null;
  let lastPosition = 0;

  const sample = () => {
    lastPosition = media.currentTime;
    emit({ type: "playhead", position: media.currentTime, rate: media.playbackRate });
  };

  function watchFrames(from: number): void {
    cancelFrame?.();
    cancelFrame = nextFrame(media, () => {
      cancelFrame = null;
      sample();
      if (media.currentTime === from && !media.paused && !media.ended) watchFrames(from);
    });
  }

  function beat(): void {
    cancelHeartbeat?.();
    cancelHeartbeat = timers.after(heartbeatMs, () => {
      cancelHeartbeat = null;
      if (media.paused || media.ended) return;
      sample();
      countFrames();
      beat();
    });
  }

  function countFrames(): void {
    const quality = media.getVideoPlaybackQuality?.();
    if (!quality) return;
    emit({ type: "frames", decoded: quality.totalVideoFrames, dropped: quality.droppedVideoFrames });
  }

  function wrapsAround(): boolean {
    return media.loop && media.currentTime < loopEdgeS && lastPosition > media.duration - loopEdgeS;
  }

  const on = (type: keyof HTMLMediaElementEventMap, listener: () => void) =>
    media.addEventListener(type, listener, { signal: listening.signal });

  on("play", () => {
    emit({ type: "play_requested", position: media.currentTime });
    beat();
  });
  on("playing", () => {
    emit({ type: "playing", position: media.currentTime });
    watchFrames(media.currentTime);
    beat();
  });
  on("timeupdate", () => {
    if (!media.seeking) sample();
  });
  on("waiting", () => emit({ type: "waiting", position: media.currentTime }));
  on("seeking", () => {
    if (!wrapsAround()) emit({ type: "seeking", position: media.currentTime });
  });
  on("seeked", () => {
    emit({ type: "seeked", position: media.currentTime });
    if (!media.paused) watchFrames(media.currentTime);
  });
  on("pause", () => {
    countFrames();
    // The end is announced by a pause just before it.
    if (!media.ended) emit({ type: "pause" });
  });
  on("ended", () => {
    countFrames();
    emit({ type: "ended" });
  });

  return () => {
    countFrames();
    listening.abort();
    cancelFrame?.();
    cancelHeartbeat?.();
  };
}

/** Calls `run` at the next frame shown, or, where that cannot be known, at the next animation frame. */
function nextFrame(media: HTMLVideoElement, run: () => void): () => void {
  if ("requestVideoFrameCallback" in media) {
    const handle = media.requestVideoFrameCallback(run);
    return () => media.cancelVideoFrameCallback(handle);
  }
  const handle = requestAnimationFrame(run);
  return () => cancelAnimationFrame(handle);
}
