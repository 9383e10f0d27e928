import { idRandomBytes, makeId } from "@firstframe/contract/constants";
import {
  type BeaconTransport,
  browserTimers,
  createHttpTransport,
  createViewMonitor,
  type ViewFacts,
  type ViewMonitor,
} from "@firstframe/qoe";

/** Who is told of the views that a monitor sees. */
export interface MonitorListeners {
  readonly onStart: (viewId: string) => void;
  readonly onFirstFrame: (startupTimeMs: number) => void;
}

/** Views of a foreign source belong to no asset: they are measured for the page alone. */
const nowhere: BeaconTransport = {
  send: () => Promise.resolve("delivered"),
  sendAtExit: () => true,
};

/** A monitor that lives off the browser's clocks, randomness and network. */
export function createMonitor(
  beaconUrl: string | null,
  facts: ViewFacts,
  listeners: MonitorListeners,
): ViewMonitor {
  const transport =
    beaconUrl === null
      ? nowhere
      : createHttpTransport({
          url: beaconUrl,
          fetch: (...request) => fetch(...request),
          sendBeacon: navigator.sendBeacon?.bind(navigator),
        });
  return createViewMonitor({
    facts,
    transport,
    timers: browserTimers,
    now: () => performance.now(),
    wallClock: () => Date.now(),
    newViewId: () => makeId("view", crypto.getRandomValues(new Uint8Array(idRandomBytes))),
    random: Math.random,
    ...listeners,
  });
}
