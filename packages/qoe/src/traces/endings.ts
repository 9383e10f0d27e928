import type { Signal } from "../signal.ts";
import type { Trace } from "./trace.ts";

/** Playing from 200 ms on, position 0.8 s at 1 s. */
const started: readonly Signal[] = [
  { at: 0, type: "play_requested", position: 0 },
  { at: 200, type: "playing", position: 0 },
  { at: 250, type: "playhead", position: 0.05, rate: 1 },
  { at: 1000, type: "playhead", position: 0.8, rate: 1 },
];

const network = { code: "network", message: "The video could not be loaded.", business_exception: false };

/** Ends, failures, and what comes after them. */
export const endings: readonly Trace[] = [
  {
    name: "ended",
    about: "Time stands still after the end.",
    signals: [...started, { at: 2200, type: "ended" }, { at: 9000, type: "left" }],
    views: [
      {
        begun: true,
        state: "ended",
        measures: { playing_time_ms: 2000, watch_time_ms: 2000, rebuffer_count: 0 },
      },
    ],
  },
  {
    name: "waiting at the very end",
    about: "A wait that leads straight to the end kept nothing from the viewer.",
    signals: [...started, { at: 2180, type: "waiting", position: 1.98 }, { at: 2200, type: "ended" }],
    views: [
      {
        begun: true,
        state: "ended",
        measures: { rebuffer_count: 0, rebuffer_duration_ms: 0, watch_time_ms: 1980 },
      },
    ],
  },
  {
    name: "replay after the end",
    about: "The same view; going back to the start is neither a seek nor a startup, and its wait no stall.",
    signals: [
      ...started,
      { at: 2200, type: "ended" },
      { at: 5000, type: "play_requested", position: 2 },
      { at: 5001, type: "seeking", position: 0 },
      { at: 5002, type: "waiting", position: 0 },
      { at: 5150, type: "seeked", position: 0 },
      { at: 5190, type: "playing", position: 0 },
      { at: 5210, type: "playhead", position: 0.01, rate: 1 },
      { at: 6200, type: "playhead", position: 1, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: {
          startup_time_ms: 200,
          playing_time_ms: 3000,
          rebuffer_count: 0,
          seek_count: 0,
        },
      },
    ],
  },
  {
    name: "failure before the start",
    about: "Failed with no startup time: a startup failure.",
    signals: [
      { at: 0, type: "connected", page_load_ms: null },
      { at: 10, type: "play_requested", position: 0 },
      { at: 1500, type: "error", error: network },
      { at: 1501, type: "pause" },
      { at: 4000, type: "left" },
    ],
    views: [{ begun: true, state: "failed", measures: { startup_time_ms: null, watch_time_ms: 0 } }],
  },
  {
    name: "failure before play was asked for",
    about: "The viewer sees the failure where the picture should be: a view, though nobody got to tap.",
    signals: [
      { at: 0, type: "connected", page_load_ms: null },
      { at: 300, type: "error", error: network },
    ],
    views: [{ begun: true, state: "failed", measures: { startup_time_ms: null } }],
  },
  {
    name: "failure after the start",
    about: "The stall that led to it is in the figures.",
    signals: [
      ...started,
      { at: 2200, type: "waiting", position: 2 },
      { at: 7200, type: "error", error: network },
    ],
    until: 20_000,
    views: [
      {
        begun: true,
        state: "failed",
        measures: {
          startup_time_ms: 200,
          playing_time_ms: 2000,
          rebuffer_count: 1,
          rebuffer_duration_ms: 5000,
          watch_time_ms: 7000,
        },
      },
    ],
  },
  {
    name: "business exception",
    about: "Refused on purpose: the error says so, and no failure rate counts it.",
    signals: [
      { at: 0, type: "play_requested", position: 0 },
      {
        at: 250,
        type: "error",
        error: { code: "token_expired", message: "The link has expired.", business_exception: true },
      },
    ],
    views: [{ begun: true, state: "failed", measures: { startup_time_ms: null } }],
  },
  {
    name: "retried with success",
    about: "The view did not end in the error. The way back is neither startup nor stall.",
    signals: [
      ...started,
      { at: 2200, type: "waiting", position: 2 },
      { at: 3200, type: "error", error: network },
      { at: 6000, type: "play_requested", position: 2 },
      { at: 6010, type: "waiting", position: 2 },
      { at: 6900, type: "playing", position: 2 },
      { at: 6910, type: "playhead", position: 2.01, rate: 1 },
      { at: 7900, type: "playhead", position: 3, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: {
          startup_time_ms: 200,
          playing_time_ms: 3000,
          rebuffer_count: 1,
          rebuffer_duration_ms: 1000,
        },
      },
    ],
  },
  {
    name: "another source",
    about: "A view of its own, with its own startup; what the first had is settled.",
    signals: [
      { at: 0, type: "connected", page_load_ms: 40 },
      ...started,
      { at: 2200, type: "source_changed" },
      { at: 2210, type: "play_requested", position: 0 },
      { at: 2500, type: "playing", position: 0 },
      { at: 2510, type: "playhead", position: 0.01, rate: 1 },
      { at: 3500, type: "pause" },
    ],
    views: [
      {
        begun: true,
        state: "left",
        measures: { startup_time_ms: 200, playing_time_ms: 2000, page_load_time_ms: 40 },
      },
      {
        begun: true,
        state: "paused",
        measures: { startup_time_ms: 290, playing_time_ms: 1000, page_load_time_ms: null },
      },
    ],
  },
  {
    name: "paused for more than an hour",
    about: "What follows is another view.",
    signals: [
      ...started,
      { at: 1200, type: "pause" },
      { at: 3_700_000, type: "play_requested", position: 1 },
      { at: 3_700_010, type: "playing", position: 1 },
      { at: 3_700_020, type: "playhead", position: 1.01, rate: 1 },
    ],
    views: [
      { begun: true, state: "left", measures: { startup_time_ms: 200, playing_time_ms: 1000 } },
      { begun: true, state: "playing", measures: { startup_time_ms: 10 } },
    ],
  },
  {
    name: "back from the back/forward cache",
    about: "Away is away; the view goes on when the page returns and plays.",
    signals: [
      ...started,
      { at: 2200, type: "left" },
      { at: 2201, type: "pause" },
      { at: 30_000, type: "returned" },
      { at: 31_000, type: "play_requested", position: 2 },
      { at: 31_000, type: "playing", position: 2 },
      { at: 31_010, type: "playhead", position: 2.01, rate: 1 },
      { at: 32_000, type: "playhead", position: 3, rate: 1 },
    ],
    views: [{ begun: true, state: "playing", measures: { playing_time_ms: 3000, watch_time_ms: 3000 } }],
  },
];
