import type { Beacon } from "@firstframe/contract";
import type { BeaconTransport } from "./beacon-transport.ts";
import { retryDelay } from "./retry-delay.ts";
import type { Timers } from "./timers.ts";

/** What a sender of one view's beacons needs. */
export interface BeaconSenderOptions {
  /** The view as it is now, under a sequence number; null while there is no view to speak of. */
  readonly snapshot: (sequence: number) => Beacon | null;
  /** Whether figures grow by themselves, so that regular beacons are worth their bytes. */
  readonly running: () => boolean;
  readonly transport: BeaconTransport;
  readonly timers: Timers;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Sends one view's beacons. No call throws. */
export interface BeaconSender {
  /** Sends the view as it is now; while a beacon is under way, once more after it. */
  send(): void;
  /** Sends the view as it is now by the way that outlives the page. */
  sendAtExit(): void;
  /** Stops regular beacons and retries. */
  stop(): void;
}

/** Between regular beacons. */
const regularMs = 10_000;

/** After so many failures in a row only a change of the view, or the regular beacon, makes it try again. */
const mostFailures = 6;

/**
 * Sends the first beacon when told to, then one every ten seconds while the view runs and one whenever told.
 * What fails is not sent again as it was: a retry sends the view as it is by then, under a new number.
 */
export function createBeaconSender(options: BeaconSenderOptions): BeaconSender {
  const { snapshot, running, transport, timers, random } = options;
  let sequence = 0;
  let failures = 0;
  let sending = false;
  let again = false;
  let stopped = false;
  let cancelTimer: (() => void) | null = null;

  function body(): string | null {
    const beacon = snapshot(sequence + 1);
    if (!beacon) return null;
    sequence += 1;
    return JSON.stringify(beacon);
  }

  function schedule(ms: number): void {
    cancelTimer?.();
    cancelTimer = stopped ? null : timers.after(ms, send);
  }

  function send(): void {
    if (stopped) return;
    if (sending) {
      again = true;
      return;
    }
    const content = body();
    if (content === null) return;
    cancelTimer?.();
    cancelTimer = null;
    sending = true;
    void transport.send(content).then((delivery) => {
      sending = false;
      failures = delivery === "failed" ? failures + 1 : 0;
      if (again && delivery !== "failed") {
        again = false;
        send();
      } else if (delivery === "failed" && failures <= mostFailures) {
        again = false;
        schedule(retryDelay(failures, random()));
      } else if (running()) {
        again = false;
        schedule(regularMs);
      }
    });
  }

  function sendAtExit(): void {
    const content = body();
    if (content !== null) transport.sendAtExit(content);
  }

  function stop(): void {
    stopped = true;
    cancelTimer?.();
    cancelTimer = null;
  }

  return { send, sendAtExit, stop };
}
