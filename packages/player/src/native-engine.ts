import type { Engine, EngineOptions } from "./engine.ts";

const hlsType = "application/vnd.apple.mpegurl";

/** Whether the browser plays HLS by itself. */
export function playsHls(media: HTMLVideoElement): boolean {
  return media.canPlayType(hlsType) !== "";
}

/** The browser's own HLS, which tells little: no qualities, no bandwidth, and errors without their reason. */
export function openNativeEngine(options: EngineOptions): Engine {
  const { media, url, startTime, preload, onReady, onFault, onRenditions } = options;
  const listening = new AbortController();
  const on = (type: keyof HTMLMediaElementEventMap, listener: () => void) =>
    media.addEventListener(type, listener, { signal: listening.signal });

  on("loadedmetadata", () => {
    if (startTime !== null) media.currentTime = startTime;
  });
  on("error", () => {
    const { error } = media;
    if (!error || error.code === MediaError.MEDIA_ERR_ABORTED) return;
    const message = error.message || `media error ${error.code}`;
    if (error.code === MediaError.MEDIA_ERR_DECODE) {
      onFault({ kind: "decode", status: null, url: null, message });
    } else {
      // A playlist that was refused is reported as a source that is not supported: ask the server.
      onFault({ kind: "http", status: null, url, message });
    }
  });

  media.preload = preload;
  media.src = url;
  onRenditions([], () => undefined);
  onReady();

  return {
    demand() {
      media.preload = "auto";
    },
    redirect: () => false,
    bandwidth: () => null,
    destroy() {
      listening.abort();
      media.removeAttribute("src");
      media.load();
    },
  };
}
