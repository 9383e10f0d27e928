/** Framework-free measurement of playback: signals in, metrics and beacons out. */
export {
  type BeaconFacts,
  makeBeacon,
  viewMeasures,
  viewState,
} from "./beacon.ts";
export { type BeaconSender, type BeaconSenderOptions, createBeaconSender } from "./beacon-sender.ts";
export type { BeaconTransport, Delivery } from "./beacon-transport.ts";
export { browserTimers } from "./dom/browser-timers.ts";
export { createHttpTransport, type HttpTransportOptions } from "./dom/http-transport.ts";
export { observeMedia } from "./dom/observe-media.ts";
export { observePage } from "./dom/observe-page.ts";
export { decodedFrames, droppedFrames } from "./dropped-frames.ts";
export { pageLoadTime } from "./page-load-time.ts";
export { type Phase, phase } from "./phase.ts";
export { playerStartupTime } from "./player-startup-time.ts";
export { rebufferCount, rebufferDuration } from "./rebuffering.ts";
export { seekCount, seekLatency } from "./seek-latency.ts";
export type { Playhead, Signal, SignalBody } from "./signal.ts";
export { startupTime } from "./startup-time.ts";
export type { Timers } from "./timers.ts";
export { newView, type View } from "./view.ts";
export { startsNewView } from "./view-boundary.ts";
export {
  createViewMonitor,
  type ViewFacts,
  type ViewMonitor,
  type ViewMonitorOptions,
} from "./view-monitor.ts";
export { reduce } from "./view-reducer.ts";
export { playingTime, watchTime } from "./watch-time.ts";
