import type { EngineOptions, PlaybackEngine } from "./playback-engine.ts";
import type { PlaybackErrorCode } from "./playback-error.ts";

const hlsType = "application/vnd.apple.mpegurl";

/** Whether the browser plays HLS by itself. */
export function nativeHlsSupported(media: HTMLVideoElement): boolean {
  return media.canPlayType(hlsType) !== "";
}

/** Lets the browser play the playlist (Safari, iOS). */
export function startNativeEngine({
  media,
  url,
  preload,
  startTime,
  onReady,
  onFatal,
}: EngineOptions): PlaybackEngine {
  const listening = new AbortController();
  const { signal } = listening;
  media.addEventListener(
    "loadedmetadata",
    () => {
      if (startTime > 0) media.currentTime = startTime;
      if (preload !== "none") onReady();
    },
    { once: true, signal },
  );
  media.addEventListener("error", () => onFatal(seenIn(media.error)), { signal });
  media.preload = preload;
  media.src = url;
  if (preload === "none") onReady();
  return {
    load() {
      media.preload = "auto";
    },
    destroy() {
      listening.abort();
      media.removeAttribute("src");
      media.load();
    },
  };
}

function seenIn(error: MediaError | null): PlaybackErrorCode {
  switch (error?.code) {
    case 2: // MEDIA_ERR_NETWORK
      return "network";
    case 4: // MEDIA_ERR_SRC_NOT_SUPPORTED: also what a playlist that does not load gives
      return "unsupported";
    default:
      return "decode";
  }
}
