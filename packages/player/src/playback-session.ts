import { browserTimers, observeMedia, observePage, type ViewFacts, type ViewMonitor } from "@firstframe/qoe";
import { createMonitor, type MonitorListeners } from "./create-monitor.ts";
import type { Engine, EngineOptions, Preload } from "./engine.ts";
import { explainFault } from "./explain-fault.ts";
import { openEngine } from "./open-engine.ts";
import type { PlaybackFault } from "./playback-fault.ts";
import type { PlaybackSource } from "./playback-source.ts";
import { type PlayerError, playerError } from "./player-error.ts";

/** What a session needs of the player. */
export interface SessionOptions extends MonitorListeners {
  readonly media: HTMLVideoElement;
  readonly source: PlaybackSource;
  readonly facts: ViewFacts;
  /** Null for all but the first view of the page; milliseconds from navigation to the element's connection. */
  readonly pageLoadMs: number | null;
  /** Seconds. */
  readonly startTime: number | null;
  readonly preload: Preload;
  /** Bits per second. */
  readonly bandwidth: number;
  readonly onError: (error: PlayerError | null) => void;
  readonly onRenditions: EngineOptions["onRenditions"];
}

/** Between looks at a video that is still being prepared. */
const preparingMs = 3_000;

/** One source in one media element: its engine, its measurement, and what happens when it fails. */
export class PlaybackSession {
  readonly monitor: ViewMonitor;
  readonly #options: SessionOptions;
  readonly #stopObserving: (() => void)[];
  #source: PlaybackSource;
  #engine: Engine | null = null;
  #error: PlayerError | null = null;
  /** Whether it would be playing, had it not failed. */
  #wanted = false;
  #cancelRetry: (() => void) | null = null;
  #closed = false;

  constructor(options: SessionOptions) {
    const { media, source, facts, onStart, onFirstFrame } = options;
    this.#options = options;
    this.#source = source;
    this.monitor = createMonitor(source.beaconUrl, facts, { onStart, onFirstFrame });
    const emit = this.monitor.signal;
    const demand = () => this.#engine?.demand();
    media.addEventListener("play", demand);
    this.#stopObserving = [
      observeMedia(media, emit, browserTimers),
      observePage(window, emit),
      () => media.removeEventListener("play", demand),
    ];
  }

  /** Starts to load. */
  open(): void {
    this.monitor.signal({ type: "connected", page_load_ms: this.#options.pageLoadMs });
    this.#openEngine(this.#options.startTime);
  }

  /** Asks to play; after an error, tries again first. Rejects as `HTMLMediaElement.play` does. */
  async play(): Promise<void> {
    const { media } = this.#options;
    if (this.#error) this.#reopen();
    this.#wanted = true;
    this.monitor.signal({ type: "play_requested", position: media.currentTime });
    this.#engine?.demand();
    try {
      await media.play();
    } catch (error) {
      if (error instanceof DOMException && error.name === "NotAllowedError") {
        this.#wanted = false;
        this.monitor.signal({ type: "play_refused" });
      }
      throw error;
    }
  }

  /** Goes on with another grant for the same video: same view, same position. */
  refresh(source: PlaybackSource, facts: ViewFacts): void {
    const from = this.#source.base;
    this.#source = source;
    this.monitor.describe(facts);
    if (this.#error) {
      this.#resume();
    } else if (from === null || source.base === null || !this.#engine?.redirect(from, source.base)) {
      this.#wanted = !this.#options.media.paused;
      this.#resume();
    }
  }

  /** Measured bits per second; null where that is not known. */
  bandwidth(): number | null {
    return this.#engine?.bandwidth() ?? null;
  }

  /** Ends the view and lets go of the media element. */
  close(): void {
    this.#closed = true;
    for (const stop of this.#stopObserving) stop();
    this.monitor.stop();
    this.#cancelRetry?.();
    this.#engine?.destroy();
    this.#engine = null;
  }

  #openEngine(startTime: number | null): void {
    const { media, preload, bandwidth, onRenditions } = this.#options;
    this.#engine = openEngine({
      media,
      url: this.#source.url,
      startTime,
      preload,
      bandwidth,
      timers: browserTimers,
      random: Math.random,
      onReady: () => this.monitor.signal({ type: "ready" }),
      onFault: (fault) => void this.#fail(fault),
      onRenditions,
    });
    if (!this.#engine)
      this.#show(playerError("unsupported", "neither Media Source Extensions nor native HLS"));
  }

  async #fail(fault: PlaybackFault): Promise<void> {
    const engine = this.#engine;
    const error = await explainFault(fault, (...request) => fetch(...request));
    // Meanwhile somebody may have gone on to something else.
    if (this.#closed || engine !== this.#engine) return;
    this.#wanted ||= !this.#options.media.paused;
    this.#show(error);
    if (error.code === "not_ready") this.#awaitReady();
    if (error.code === "network") this.#cancelRetry = whenOnline(this.#resume);
  }

  /** Looks now and then whether the video can be played by now, while the explanation stays. */
  #awaitReady(): void {
    this.#cancelRetry = browserTimers.after(preparingMs, async () => {
      const preparing = await isStillPreparing(this.#source.url);
      if (this.#closed || this.#error?.code !== "not_ready") return;
      if (preparing) this.#awaitReady();
      else this.#resume();
    });
  }

  #show(error: PlayerError): void {
    const { code, cause, businessException } = error;
    const message = `${error.message} ${cause}`.slice(0, 500);
    // Before `pause`, which then is no wish of the viewer's.
    this.monitor.signal({ type: "error", error: { code, message, business_exception: businessException } });
    this.#options.media.pause();
    this.#error = error;
    this.#options.onError(error);
  }

  #reopen(): void {
    const { media, startTime } = this.#options;
    const position = media.currentTime > 0 ? media.currentTime : startTime;
    this.#cancelRetry?.();
    this.#engine?.destroy();
    this.#error = null;
    this.#options.onError(null);
    this.#openEngine(position);
  }

  readonly #resume = (): void => {
    const wanted = this.#wanted;
    this.#reopen();
    // A refusal leaves it paused, with its play button; there is nobody here to tell.
    if (wanted) this.play().catch(() => undefined);
  };
}

async function isStillPreparing(url: string): Promise<boolean> {
  try {
    const { status, body } = await fetch(url);
    await body?.cancel();
    return status === 409;
  } catch {
    // No network for the moment: nothing is known yet.
    return true;
  }
}

/** Calls `run` when the browser finds its network again; the answer cancels it. */
function whenOnline(run: () => void): () => void {
  window.addEventListener("online", run, { once: true });
  return () => window.removeEventListener("online", run);
}
