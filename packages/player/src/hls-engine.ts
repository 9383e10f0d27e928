import Hls, { type ErrorData, ErrorDetails, ErrorTypes, Events, type HlsConfig } from "hls.js";
import type { Engine, EngineOptions } from "./engine.ts";
import type { PlaybackFault } from "./playback-fault.ts";
import { noTries, remedy, type Tries } from "./remedy.ts";

/** Seconds kept loaded ahead: while nobody has asked to play, and while playing. */
const idleBufferS = 1;
const playingBufferS = 30;

/** Seconds kept behind the playhead: enough to go back a little, not enough to fill a phone's memory. */
const backBufferS = 60;

/** After this long without another one, a decoding error is a new one. */
const mediaCalmMs = 30_000;

/**
 * Whoever waits for more this close to the end, in seconds, and for this long, in ms, is at the end. hls.js does not count a last piece of
 * sound as loaded that is no longer than the encoder's delay, which an edit list takes away: it would wait for it for ever.
 */
const endSlackS = 0.25;
const endPatienceMs = 300;

/** Refusals that no retry and no other quality changes. */
const refusals: ReadonlySet<number> = new Set([401, 403, 410]);

const codecErrors: ReadonlySet<string> = new Set([
  ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR,
  ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR,
  ErrorDetails.BUFFER_ADD_CODEC_ERROR,
]);

/** Whether this browser has what hls.js needs: (managed) Media Source Extensions. */
export function supportsHlsJs(): boolean {
  return Hls.isSupported();
}

function settings(options: EngineOptions, rewrite: (url: string) => string): Partial<HlsConfig> {
  return {
    // Nothing is transmuxed (segments are fragmented MP4), so a worker would only cost its start and ask for
    // `worker-src blob:` in the page's content security policy.
    enableWorker: false,
    autoStartLoad: options.preload !== "none",
    startPosition: options.startTime ?? -1,
    // The first quality is what the bandwidth allows and no larger than the player: neither a blurred start
    // nor a probe of the lowest quality, which would cost a segment.
    startLevel: -1,
    testBandwidth: false,
    abrEwmaDefaultEstimate: options.bandwidth,
    capLevelToPlayerSize: true,
    maxDevicePixelRatio: 2,
    // The first segment is requested while the media source is still being attached.
    startFragPrefetch: true,
    lowLatencyMode: false,
    maxBufferLength: options.preload === "auto" ? playingBufferS : idleBufferS,
    backBufferLength: backBufferS,
    xhrSetup: (xhr, url) => xhr.open("GET", rewrite(url), true),
  };
}

/** HLS by hls.js. Fatal errors are recovered as its documentation advises, a bounded number of times. */
export function openHlsEngine(options: EngineOptions): Engine {
  const { media, url, timers, random, onReady, onFault, onRenditions } = options;
  const rewrites: ((url: string) => string)[] = [];
  const hls = new Hls(settings(options, (asked) => rewrites.reduce((to, rule) => rule(to), asked)));
  let tries: Tries = noTries;
  let loaded = false;
  let demanded = options.preload !== "none";
  let lastMediaErrorAt = Number.NEGATIVE_INFINITY;
  let cancelRetry: (() => void) | null = null;
  let cancelEnd: (() => void) | null = null;
  let over = false;

  function giveUp(fault: PlaybackFault): void {
    if (over) return;
    over = true;
    cancelRetry?.();
    hls.stopLoad();
    onFault(fault);
  }

  function loadAgain(): void {
    if (loaded) hls.startLoad();
    else hls.loadSource(url);
  }

  function recover(kind: "network" | "media", fault: PlaybackFault): void {
    const choice = remedy(kind, tries, random());
    if (choice.action === "give_up") {
      giveUp(fault);
      return;
    }
    tries = choice.tries;
    cancelRetry?.();
    cancelRetry = timers.after(choice.delayMs, () => {
      if (choice.action === "load_again") loadAgain();
      else recoverDecoder();
    });
  }

  /** A new media source pauses the video; whoever was watching wants to go on. */
  function recoverDecoder(): void {
    const playing = !media.paused;
    hls.recoverMediaError();
    if (playing) media.play().catch(() => undefined);
  }

  function recoverMedia(message: string): void {
    const now = performance.now();
    if (now - lastMediaErrorAt > mediaCalmMs) tries = { ...tries, media: 0 };
    lastMediaErrorAt = now;
    recover("media", { kind: "decode", status: null, url: null, message });
  }

  function onError(_event: Events.ERROR, data: ErrorData): void {
    const status = data.response?.code ?? 0;
    const at = data.url ?? data.context?.url ?? data.frag?.url ?? url;
    const message = `${data.details}: ${data.error.message}`;
    const refused: PlaybackFault = { kind: "http", status, url: at, message: `${data.details} (${status})` };
    if (refusals.has(status)) giveUp(refused);
    else if (!data.fatal || over) return;
    else if (codecErrors.has(data.details)) giveUp({ kind: "unsupported", status: null, url: null, message });
    else if (data.type === ErrorTypes.MEDIA_ERROR) recoverMedia(message);
    else if (data.type !== ErrorTypes.NETWORK_ERROR)
      giveUp({ kind: "decode", status: null, url: null, message });
    else if (status >= 400 && status < 500) giveUp(refused);
    else if (status !== 0) recover("network", refused);
    else recover("network", { kind: "network", status: null, url: at, message: data.details });
  }

  const isAtEnd = () =>
    hls.latestLevelDetails?.live === false && media.duration - media.currentTime < endSlackS;

  const onWaiting = () => {
    cancelEnd?.();
    if (!isAtEnd()) return;
    cancelEnd = timers.after(endPatienceMs, () => {
      if (isAtEnd() && !media.ended && !media.seeking) hls.trigger(Events.BUFFER_EOS, { type: null });
    });
  };

  const onMediaError = () => {
    if (media.error?.code === MediaError.MEDIA_ERR_DECODE) recoverMedia(media.error.message);
  };

  hls.on(Events.MEDIA_ATTACHED, onReady);
  hls.on(Events.MANIFEST_PARSED, (_event, { levels }) => {
    loaded = true;
    const renditions = levels.map(({ width, height, bitrate }, index) => ({
      id: String(index),
      width,
      height,
      bitrate,
    }));
    onRenditions(renditions, (index) => {
      hls.nextLevel = index;
    });
  });
  hls.on(Events.FRAG_BUFFERED, () => {
    tries = { ...tries, network: 0 };
  });
  hls.on(Events.ERROR, onError);
  media.addEventListener("error", onMediaError);
  media.addEventListener("waiting", onWaiting);
  hls.attachMedia(media);
  if (demanded) hls.loadSource(url);

  return {
    demand() {
      hls.config.maxBufferLength = playingBufferS;
      if (demanded) return;
      demanded = true;
      hls.config.autoStartLoad = true;
      hls.loadSource(url);
    },
    redirect(from, to) {
      rewrites.push((asked) => (asked.startsWith(from) ? to + asked.slice(from.length) : asked));
      return !over;
    },
    bandwidth: () => (loaded ? hls.bandwidthEstimate : null),
    destroy() {
      over = true;
      cancelRetry?.();
      cancelEnd?.();
      media.removeEventListener("error", onMediaError);
      media.removeEventListener("waiting", onWaiting);
      onRenditions([], () => undefined);
      hls.destroy();
    },
  };
}
