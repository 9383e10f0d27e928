import type { Beacon, ViewDimensions, ViewError } from "@firstframe/contract";
import { makeBeacon, viewState } from "./beacon.ts";
import { createBeaconSender } from "./beacon-sender.ts";
import { browserTimers } from "./dom/browser-timers.ts";
import { observeMedia } from "./dom/observe-media.ts";
import { observePage } from "./dom/observe-page.ts";
import type { SignalBody } from "./signal.ts";
import { newView, type View } from "./view.ts";
import { reduce } from "./view-reducer.ts";

/** What the measurement of one view needs. */
export interface MonitorOptions {
  readonly media: HTMLMediaElement;
  /** `viw_…`, made by the caller. */
  readonly viewId: string;
  /** Playback id or playback token, asked for whenever a beacon is made. */
  readonly grant: () => string;
  readonly dimensions: () => ViewDimensions;
  /** Never rejects; false: the beacon was not taken. `urgent`: the page may be gone in a moment. */
  readonly send: (beacon: Beacon, urgent: boolean) => Promise<boolean>;
  /** Monotonic milliseconds, such as `performance.now`. */
  readonly now: () => number;
  /** Milliseconds since the epoch. */
  readonly wallClock: () => number;
  /** What `now()` was when the element was connected. */
  readonly connectedAt: number;
  /** From navigation start to connection; null in all but the first view of the page. */
  readonly pageLoadTimeMs: number | null;
  /** Called once, at the first frame, with the startup time in milliseconds. */
  readonly onFirstFrame?: (startupTimeMs: number) => void;
}

/** Measures one view until it is told to end. No call throws. */
export interface ViewMonitor {
  readonly viewId: string;
  /** The player can accept play. */
  ready(): void;
  /** A tap, `play()`, or autoplay taking effect; repeated calls before the first frame keep the first. */
  playRequested(): void;
  /** The browser did not allow play (autoplay with sound): what was requested was no attempt. */
  playRefused(): void;
  failed(error: ViewError): void;
  /** After `failed()`: the viewer asked to try again, which is still the same view. */
  retried(): void;
  /** The source changed or the element is gone: sends the last beacon and stops observing. */
  end(): void;
}

/** Long enough for the browser to refuse an autoplay, which is then no view. */
const settleMs = 100;

/** Starts to observe `media`; nothing is sent before play is requested or has failed. */
export function monitorView(options: MonitorOptions): ViewMonitor {
  const { media, viewId, now, wallClock } = options;
  let view = reduce(newView(options.connectedAt), {
    type: "connected",
    at: options.connectedAt,
    page_load_ms: options.pageLoadTimeMs,
  });
  let startedAt: string | null = null;
  let latest: Beacon | null = null;
  let ended = false;
  let cancelFirst: (() => void) | null = null;
  const sender = createBeaconSender({
    snapshot,
    running: () => view.wanted && !view.left,
    transport: {
      send: async () => ((await deliver(false)) ? "delivered" : "failed"),
      sendAtExit() {
        void deliver(true);
        return true;
      },
    },
    timers: browserTimers,
    random: Math.random,
  });

  function snapshot(sequence: number): Beacon | null {
    if (view.begunAt === null) return null;
    startedAt ??= new Date(wallClock() - (now() - view.begunAt)).toISOString();
    const [grant, dimensions] = [options.grant(), options.dimensions()];
    latest = makeBeacon(view, now(), { viewId, sequence, startedAt, grant, dimensions });
    return latest;
  }

  /** Sends the snapshot that was made last: the sender makes one right before it delivers. */
  async function deliver(urgent: boolean): Promise<boolean> {
    return latest === null || options.send(latest, urgent);
  }

  function emit(body: SignalBody): void {
    if (ended) return;
    const before = view;
    view = reduce(before, { ...body, at: now() });
    tell(before, body.type);
    if (before.startupMs === null && view.startupMs !== null) options.onFirstFrame?.(view.startupMs);
  }

  function tell(before: View, type: SignalBody["type"]): void {
    if (view.begunAt === null) return;
    if (type === "left" || type === "hidden") {
      // A page that goes says both.
      if (!before.left) sender.sendAtExit();
    } else if (before.begunAt === null && !view.error) {
      cancelFirst?.();
      cancelFirst = browserTimers.after(settleMs, sender.send);
    } else if (viewState(before) !== viewState(view)) sender.send();
  }

  /** A loop's way back is not observed as a seek; when it has to wait it is one after all, and no stall. */
  function emitObserved(body: SignalBody): void {
    const loopWaits = body.type === "waiting" && media.loop && media.seeking && view.seek === null;
    if (loopWaits) emit({ type: "seeking", position: media.currentTime });
    emit(body);
  }

  const unobserve = [
    // The observer looks before it uses what only a video has.
    observeMedia(media as HTMLVideoElement, emitObserved, browserTimers),
    observePage(media.ownerDocument.defaultView ?? window, emit),
  ];
  const position = () => media.currentTime;

  return {
    viewId,
    ready: () => emit({ type: "ready" }),
    playRequested: () => emit({ type: "play_requested", position: position() }),
    playRefused: () => emit({ type: "play_refused" }),
    failed: (error) => emit({ type: "error", error }),
    retried: () => emit({ type: "play_requested", position: position() }),
    end() {
      if (ended) return;
      for (const stop of unobserve) stop();
      if (!view.left) emit({ type: "left" });
      ended = true;
      cancelFirst?.();
      sender.stop();
    },
  };
}
