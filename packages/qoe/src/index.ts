/** Framework-free measurement of playback: signals in, metrics and beacons out. */
export {
  type BeaconFacts,
  makeBeacon,
  viewMeasures,
  viewMeasures as measuresOf,
  viewState,
} from "./beacon.ts";
export { type BeaconSender, type BeaconSenderOptions, createBeaconSender } from "./beacon-sender.ts";
export type { BeaconTransport, Delivery } from "./beacon-transport.ts";
export { type BeaconPage, beaconTransport } from "./dom/beacon-transport.ts";
export { browserTimers } from "./dom/browser-timers.ts";
export { createHttpTransport, type HttpTransportOptions } from "./dom/http-transport.ts";
export { observeMedia } from "./dom/observe-media.ts";
export { observePage } from "./dom/observe-page.ts";
export { decodedFrames, droppedFrames } from "./dropped-frames.ts";
export { type MonitorOptions, monitorView, type ViewMonitor } from "./monitor-view.ts";
export { pageLoadTime } from "./page-load-time.ts";
export { type Phase, phase } from "./phase.ts";
export { playerStartupTime } from "./player-startup-time.ts";
export { rebufferCount, rebufferDuration } from "./rebuffering.ts";
export { seekCount, seekLatency } from "./seek-latency.ts";
export type { Playhead, Signal, SignalBody } from "./signal.ts";
export { startupTime } from "./startup-time.ts";
export type { Timers } from "./timers.ts";
export { newView, newView as initialView, type View } from "./view.ts";
export { startsNewView } from "./view-boundary.ts";
// `ViewMonitor` is what `monitorView` returns; what `createViewMonitor` returns is `PlayerMonitor`.
export {
  createViewMonitor,
  type ViewFacts,
  type ViewMonitor as PlayerMonitor,
  type ViewMonitorOptions,
} from "./view-monitor.ts";
export { reduce, reduce as reduceView } from "./view-reducer.ts";
export { playingTime, watchTime } from "./watch-time.ts";
