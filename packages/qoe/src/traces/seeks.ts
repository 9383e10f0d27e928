import type { Signal } from "../signal.ts";
import type { Trace } from "./trace.ts";

/** Playing from 200 ms on, position 0.8 s at 1 s. */
const started: readonly Signal[] = [
  { at: 0, type: "play_requested", position: 0 },
  { at: 200, type: "playing", position: 0 },
  { at: 250, type: "playhead", position: 0.05, rate: 1 },
  { at: 1000, type: "playhead", position: 0.8, rate: 1 },
];

/** Going elsewhere in the media. */
export const seeks: readonly Trace[] = [
  {
    name: "seek across the buffer",
    about: "Waiting for the target's data is the seek's latency, not a stall.",
    signals: [
      ...started,
      { at: 1200, type: "seeking", position: 60 },
      { at: 1205, type: "waiting", position: 60 },
      { at: 2000, type: "seeked", position: 60 },
      { at: 2010, type: "playing", position: 60 },
      { at: 2030, type: "playhead", position: 60.02, rate: 1 },
      { at: 3010, type: "playhead", position: 61, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: {
          rebuffer_count: 0,
          rebuffer_duration_ms: 0,
          seek_count: 1,
          seek_latency_ms: 810,
          playing_time_ms: 2000,
          watch_time_ms: 2000,
        },
      },
    ],
  },
  {
    name: "seek within the buffer",
    about: "Ready as soon as it is `seeked`.",
    signals: [
      ...started,
      { at: 1200, type: "seeking", position: 5 },
      { at: 1230, type: "seeked", position: 5 },
      { at: 1250, type: "playhead", position: 5.02, rate: 1 },
      { at: 2230, type: "playhead", position: 6, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: { rebuffer_count: 0, seek_count: 1, seek_latency_ms: 30, playing_time_ms: 2000 },
      },
    ],
  },
  {
    name: "waiting after seeked",
    about: "The target's first frame was there but not what follows it: the seek goes on.",
    signals: [
      ...started,
      { at: 1200, type: "seeking", position: 60 },
      { at: 1400, type: "seeked", position: 60 },
      { at: 1405, type: "waiting", position: 60 },
      { at: 2200, type: "playing", position: 60 },
      { at: 2210, type: "playhead", position: 60.01, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: { rebuffer_count: 0, seek_count: 1, seek_latency_ms: 1000 },
      },
    ],
  },
  {
    name: "dragging",
    about: "Seeks that were given up for the next are one seek, from the first to the last.",
    signals: [
      ...started,
      { at: 1200, type: "seeking", position: 10 },
      { at: 1300, type: "seeking", position: 20 },
      { at: 1400, type: "seeking", position: 30 },
      { at: 1900, type: "seeked", position: 30 },
      { at: 1920, type: "playhead", position: 30.02, rate: 1 },
    ],
    views: [{ begun: true, state: "playing", measures: { seek_count: 1, seek_latency_ms: 700 } }],
  },
  {
    name: "two finished seeks",
    about: "Each is over before the next begins, though nothing played in between.",
    signals: [
      ...started,
      { at: 1200, type: "seeking", position: 10 },
      { at: 1300, type: "seeked", position: 10 },
      { at: 1310, type: "seeking", position: 20 },
      { at: 1460, type: "seeked", position: 20 },
    ],
    views: [{ begun: true, state: "playing", measures: { seek_count: 2, seek_latency_ms: 250 } }],
  },
  {
    name: "seek while paused",
    about: "It has a latency, and neither stall nor watch time.",
    signals: [
      ...started,
      { at: 1200, type: "pause" },
      { at: 5000, type: "seeking", position: 60 },
      { at: 5002, type: "waiting", position: 60 },
      { at: 5600, type: "seeked", position: 60 },
      { at: 9000, type: "left" },
    ],
    views: [
      {
        begun: true,
        state: "left",
        measures: { seek_count: 1, seek_latency_ms: 600, rebuffer_count: 0, watch_time_ms: 1000 },
      },
    ],
  },
  {
    name: "seek out of a stall",
    about: "The viewer gave up waiting and went elsewhere: the stall ends where the seek begins.",
    signals: [
      ...started,
      { at: 1200, type: "waiting", position: 1 },
      { at: 1900, type: "seeking", position: 30 },
      { at: 2300, type: "seeked", position: 30 },
      { at: 2310, type: "playing", position: 30 },
      { at: 2330, type: "playhead", position: 30.02, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: { rebuffer_count: 1, rebuffer_duration_ms: 700, seek_count: 1, seek_latency_ms: 400 },
      },
    ],
  },
  {
    name: "stall after a seek",
    about: "Once the playhead has moved after the seek, waiting is a stall again.",
    signals: [
      ...started,
      { at: 1200, type: "seeking", position: 30 },
      { at: 1300, type: "seeked", position: 30 },
      { at: 1400, type: "playhead", position: 30.1, rate: 1 },
      { at: 1800, type: "waiting", position: 30.5 },
      { at: 2300, type: "playing", position: 30.5 },
      { at: 2310, type: "playhead", position: 30.51, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: { rebuffer_count: 1, rebuffer_duration_ms: 500, seek_count: 1, seek_latency_ms: 100 },
      },
    ],
  },
];
