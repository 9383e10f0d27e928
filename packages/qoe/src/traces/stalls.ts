import type { Signal } from "../signal.ts";
import type { Trace } from "./trace.ts";

/** Playing from 200 ms on, position 0.8 s at 1 s. */
const started: readonly Signal[] = [
  { at: 0, type: "play_requested", position: 0 },
  { at: 200, type: "playing", position: 0 },
  { at: 250, type: "playhead", position: 0.05, rate: 1 },
  { at: 1000, type: "playhead", position: 0.8, rate: 1 },
];

/** Interruptions, and what only looks like one. */
export const stalls: readonly Trace[] = [
  {
    name: "stall",
    about: "From waiting to the playhead moving again; watch time includes it.",
    signals: [
      ...started,
      { at: 2200, type: "waiting", position: 2 },
      { at: 2450, type: "playhead", position: 2, rate: 1 },
      { at: 3700, type: "playing", position: 2 },
      { at: 3720, type: "playhead", position: 2.02, rate: 1 },
      { at: 4700, type: "playhead", position: 3, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: {
          startup_time_ms: 200,
          rebuffer_count: 1,
          rebuffer_duration_ms: 1500,
          playing_time_ms: 3000,
          watch_time_ms: 4500,
        },
      },
    ],
  },
  {
    name: "two stalls",
    about: "With playback between them, and the second one still going on.",
    signals: [
      ...started,
      { at: 1200, type: "waiting", position: 1 },
      { at: 1700, type: "playing", position: 1 },
      { at: 1750, type: "playhead", position: 1.05, rate: 1 },
      { at: 2700, type: "waiting", position: 2 },
    ],
    until: 3400,
    views: [
      {
        begun: true,
        state: "playing",
        measures: {
          rebuffer_count: 2,
          rebuffer_duration_ms: 1200,
          playing_time_ms: 2000,
          watch_time_ms: 3200,
        },
      },
    ],
  },
  {
    name: "waiting said twice",
    about: "One interruption, however often it is announced: the playhead did not move in between.",
    signals: [
      ...started,
      { at: 1200, type: "waiting", position: 1 },
      { at: 1600, type: "playing", position: 1 },
      { at: 1605, type: "waiting", position: 1 },
      { at: 2200, type: "playing", position: 1 },
      { at: 2216, type: "playhead", position: 1.016, rate: 1 },
    ],
    views: [{ begun: true, state: "playing", measures: { rebuffer_count: 1, rebuffer_duration_ms: 1000 } }],
  },
  {
    name: "late position after waiting",
    about:
      "The position settles a little after `waiting`; until the media says that it plays, that is no recovery.",
    signals: [
      ...started,
      { at: 1200, type: "waiting", position: 0.98 },
      { at: 1216, type: "playhead", position: 1, rate: 1 },
      { at: 2200, type: "playing", position: 1 },
      { at: 2220, type: "playhead", position: 1.02, rate: 1 },
    ],
    views: [{ begun: true, state: "playing", measures: { rebuffer_count: 1, rebuffer_duration_ms: 1000 } }],
  },
  {
    name: "pause during a stall",
    about:
      "What the viewer spends paused is not stalled; the interruption that goes on afterwards is the same one.",
    signals: [
      ...started,
      { at: 1200, type: "waiting", position: 1 },
      { at: 1500, type: "pause" },
      { at: 9500, type: "play_requested", position: 1 },
      { at: 9500, type: "waiting", position: 1 },
      { at: 9900, type: "playing", position: 1 },
      { at: 9920, type: "playhead", position: 1.02, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: {
          rebuffer_count: 1,
          rebuffer_duration_ms: 700,
          playing_time_ms: 1020,
          watch_time_ms: 1720,
        },
      },
    ],
  },
  {
    name: "buffering during a pause",
    about: "Nothing should be playing, so nothing stalls.",
    signals: [
      ...started,
      { at: 1200, type: "pause" },
      { at: 1300, type: "waiting", position: 1 },
      { at: 5200, type: "play_requested", position: 1 },
      { at: 5200, type: "playing", position: 1 },
      { at: 5220, type: "playhead", position: 1.02, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: { rebuffer_count: 0, rebuffer_duration_ms: 0, playing_time_ms: 1020, watch_time_ms: 1020 },
      },
    ],
  },
  {
    name: "pause and resume",
    about: "The pause is in no figure, and the view is the same.",
    signals: [
      ...started,
      { at: 2200, type: "pause" },
      { at: 602_200, type: "play_requested", position: 2 },
      { at: 602_200, type: "playing", position: 2 },
      { at: 602_210, type: "playhead", position: 2.01, rate: 1 },
      { at: 603_200, type: "pause" },
    ],
    views: [
      {
        begun: true,
        state: "paused",
        measures: { startup_time_ms: 200, playing_time_ms: 3000, watch_time_ms: 3000, rebuffer_count: 0 },
      },
    ],
  },
  {
    name: "nudged by the player",
    about: "To end a stall the player hops over a small hole: still the same stall, and no seek.",
    signals: [
      ...started,
      { at: 1200, type: "waiting", position: 1 },
      { at: 1800, type: "seeking", position: 1.1 },
      { at: 1810, type: "seeked", position: 1.1 },
      { at: 2200, type: "playing", position: 1.1 },
      { at: 2220, type: "playhead", position: 1.12, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: { rebuffer_count: 1, rebuffer_duration_ms: 1000, seek_count: 0, seek_latency_ms: 0 },
      },
    ],
  },
  {
    name: "left during a stall",
    about: "It counts as long as somebody waited.",
    signals: [...started, { at: 1200, type: "waiting", position: 1 }, { at: 3200, type: "left" }],
    until: 60_000,
    views: [
      {
        begun: true,
        state: "left",
        measures: { rebuffer_count: 1, rebuffer_duration_ms: 2000, watch_time_ms: 3000 },
      },
    ],
  },
  {
    name: "machine asleep",
    about: "An hour without any signal is a closed lid: neither watched nor waited for.",
    signals: [
      ...started,
      { at: 3_601_000, type: "playhead", position: 0.8, rate: 1 },
      { at: 3_602_000, type: "playhead", position: 1.8, rate: 1 },
    ],
    views: [{ begun: true, state: "playing", measures: { playing_time_ms: 1800, rebuffer_count: 0 } }],
  },
  {
    name: "counters that start again",
    about: "A player that loads again counts its frames from zero; the view's counts go on.",
    signals: [
      ...started,
      { at: 2000, type: "frames", decoded: 50, dropped: 2 },
      { at: 3000, type: "frames", decoded: 80, dropped: 3 },
      { at: 4000, type: "frames", decoded: 10, dropped: 1 },
    ],
    views: [{ begun: true, state: "playing", measures: { decoded_frame_count: 90, dropped_frame_count: 4 } }],
  },
];
