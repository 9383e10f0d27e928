import type { Beacon, ViewDimensions } from "@firstframe/contract";
import { makeBeacon, viewState } from "./beacon.ts";
import { type BeaconSender, createBeaconSender } from "./beacon-sender.ts";
import type { BeaconTransport } from "./beacon-transport.ts";
import { phase } from "./phase.ts";
import type { Signal, SignalBody } from "./signal.ts";
import type { Timers } from "./timers.ts";
import { newView, type View } from "./view.ts";
import { startsNewView } from "./view-boundary.ts";
import { reduce } from "./view-reducer.ts";

/** What the page says about a view. */
export interface ViewFacts {
  /** Playback id or playback token. */
  readonly grant: string;
  readonly dimensions: ViewDimensions;
}

/** What a monitor needs; nothing is taken from the surroundings. */
export interface ViewMonitorOptions {
  readonly facts: ViewFacts;
  readonly transport: BeaconTransport;
  readonly timers: Timers;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
  /** The page's clock, in milliseconds since 1970. */
  readonly wallClock: () => number;
  readonly newViewId: () => string;
  /** 0 to 1. */
  readonly random: () => number;
  /** Called when a view begins: with its first play instruction, or a failure before any. */
  readonly onStart?: (viewId: string) => void;
  /** Called at the first frame, with the startup time in milliseconds. */
  readonly onFirstFrame?: (startupTimeMs: number) => void;
}

/** Measures view after view in one player, and sends their beacons. */
export interface ViewMonitor {
  /** Of the view under way, or of the one that play would begin. */
  readonly viewId: string;
  /** The view as it is now. */
  readonly view: View;
  /** Takes a signal that happened now. */
  signal(signal: SignalBody): void;
  /** Replaces what is said of the view: a refreshed token, another dimension. */
  describe(facts: ViewFacts): void;
  /** Ends the view, sends its last beacon and nothing after it. */
  stop(): void;
}

/** Long enough for the browser to refuse an autoplay, which is then no view. */
const settleMs = 100;

/** Makes a monitor whose view has not begun. */
export function createViewMonitor(options: ViewMonitorOptions): ViewMonitor {
  const { transport, timers, now, wallClock, newViewId, random } = options;
  let facts = options.facts;
  let view = newView(now());
  let viewId = newViewId();
  let startedAt = "";
  let announced = false;
  let sender = makeSender();

  function makeSender(): BeaconSender {
    return createBeaconSender({ snapshot, running: isRunning, transport, timers, random });
  }

  function snapshot(sequence: number): Beacon | null {
    if (view.begunAt === null) return null;
    return makeBeacon(view, now(), { ...facts, viewId, sequence, startedAt });
  }

  function isRunning(): boolean {
    return view.wanted && !view.left;
  }

  function renew(at: number): void {
    const { begunAt, left, hidden } = view;
    if (begunAt !== null && !left) {
      view = reduce(view, { type: "left", at });
      sender.sendAtExit();
    }
    sender.stop();
    view = { ...newView(at), hidden };
    viewId = newViewId();
    announced = false;
    sender = makeSender();
  }

  function signal(body: SignalBody): void {
    const timed: Signal = { ...body, at: now() };
    if (startsNewView(view, timed)) renew(timed.at);
    const before = view;
    view = reduce(view, timed);
    if (before.begunAt === null && view.begunAt !== null) begin(view.begunAt);
    if (before.startupMs === null && view.startupMs !== null) options.onFirstFrame?.(view.startupMs);
    tell(before, timed);
  }

  function begin(begunAt: number): void {
    startedAt = new Date(wallClock() - (now() - begunAt)).toISOString();
    if (announced) return;
    announced = true;
    options.onStart?.(viewId);
  }

  /** Sends what changed the view, and whatever there is when the page may be about to go. */
  function tell(before: View, { type }: Signal): void {
    if (view.begunAt === null) return;
    if (type === "left" || type === "hidden") sender.sendAtExit();
    else if (before.begunAt === null && !view.error) timers.after(settleMs, sender.send);
    else if (viewState(before) !== viewState(view) || (phase(before) === "left") !== view.left) sender.send();
  }

  return {
    get viewId() {
      return viewId;
    },
    get view() {
      return view;
    },
    signal,
    describe(next) {
      facts = next;
    },
    stop() {
      signal({ type: "left" });
      sender.stop();
    },
  };
}
