import type { Trace } from "./trace.ts";

/** How views begin, or fail to. */
export const starts: readonly Trace[] = [
  {
    name: "plain start",
    about: "A tap, then the first frame. The playhead was seen 20 ms after it had begun to move.",
    signals: [
      { at: 100, type: "connected", page_load_ms: 100 },
      { at: 180, type: "ready" },
      { at: 5000, type: "play_requested", position: 0 },
      { at: 5380, type: "playing", position: 0 },
      { at: 5420, type: "playhead", position: 0.02, rate: 1 },
      { at: 6400, type: "playhead", position: 1, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: {
          player_startup_time_ms: 80,
          page_load_time_ms: 100,
          startup_time_ms: 400,
          playing_time_ms: 1000,
          watch_time_ms: 1000,
          rebuffer_count: 0,
          rebuffer_duration_ms: 0,
          seek_count: 0,
        },
      },
    ],
  },
  {
    name: "autoplay",
    about: "The instruction is given as soon as the element is connected, long before there is any media.",
    signals: [
      { at: 300, type: "connected", page_load_ms: 300 },
      { at: 301, type: "play_requested", position: 0 },
      { at: 340, type: "ready" },
      { at: 900, type: "playing", position: 0 },
      { at: 910, type: "playhead", position: 0.01, rate: 1 },
    ],
    until: 2900,
    views: [
      {
        begun: true,
        state: "playing",
        measures: { startup_time_ms: 599, player_startup_time_ms: 40, playing_time_ms: 2000 },
      },
    ],
  },
  {
    name: "autoplay refused",
    about: "The browser did not let it play: nobody attempted anything until the tap.",
    signals: [
      { at: 0, type: "connected", page_load_ms: null },
      { at: 10, type: "play_requested", position: 0 },
      { at: 12, type: "play_refused" },
    ],
    views: [{ begun: false, state: "waiting", measures: { startup_time_ms: null, watch_time_ms: 0 } }],
  },
  {
    name: "tap after a refused autoplay",
    about: "Startup runs from the tap.",
    signals: [
      { at: 10, type: "play_requested", position: 0 },
      { at: 12, type: "play_refused" },
      { at: 9000, type: "play_requested", position: 0 },
      { at: 9100, type: "playing", position: 0 },
      { at: 9116, type: "playhead", position: 0.016, rate: 1 },
    ],
    views: [{ begun: true, state: "playing", measures: { startup_time_ms: 100 } }],
  },
  {
    name: "waiting just before the first frame",
    about: "Waiting for the first frame is startup, however the media announces it.",
    signals: [
      { at: 0, type: "play_requested", position: 0 },
      { at: 5, type: "waiting", position: 0 },
      { at: 600, type: "playing", position: 0 },
      { at: 605, type: "waiting", position: 0 },
      { at: 900, type: "playing", position: 0 },
      { at: 920, type: "playhead", position: 0.02, rate: 1 },
      { at: 1900, type: "playhead", position: 1, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: { startup_time_ms: 900, rebuffer_count: 0, rebuffer_duration_ms: 0, watch_time_ms: 1000 },
      },
    ],
  },
  {
    name: "playing without a moving playhead",
    about: "The media says that it plays, yet the first frame stands still: that is not a start.",
    signals: [
      { at: 0, type: "play_requested", position: 0 },
      { at: 200, type: "playing", position: 0 },
      { at: 216, type: "playhead", position: 0, rate: 1 },
      { at: 500, type: "playhead", position: 0, rate: 1 },
      { at: 820, type: "playhead", position: 0.02, rate: 1 },
    ],
    views: [{ begun: true, state: "playing", measures: { startup_time_ms: 800 } }],
  },
  {
    name: "start in the middle",
    about: "The player seeks to its start time before anything shows: part of the startup, not a seek.",
    signals: [
      { at: 0, type: "play_requested", position: 0 },
      { at: 300, type: "seeking", position: 30 },
      { at: 500, type: "seeked", position: 30 },
      { at: 510, type: "playing", position: 30 },
      { at: 530, type: "playhead", position: 30.01, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: { startup_time_ms: 520, seek_count: 0, seek_latency_ms: 0 },
      },
    ],
  },
  {
    name: "paused before the first frame",
    about: "The viewer took the instruction back; the startup that counts is the one that was completed.",
    signals: [
      { at: 0, type: "play_requested", position: 0 },
      { at: 400, type: "pause" },
      { at: 3000, type: "play_requested", position: 0 },
      { at: 3200, type: "playing", position: 0 },
      { at: 3210, type: "playhead", position: 0.01, rate: 1 },
    ],
    views: [{ begun: true, state: "playing", measures: { startup_time_ms: 200 } }],
  },
  {
    name: "exit before start",
    about: "Two and a half seconds of waiting, then the viewer left. There is no startup time.",
    signals: [
      { at: 0, type: "play_requested", position: 0 },
      { at: 10, type: "waiting", position: 0 },
      { at: 2500, type: "left" },
    ],
    views: [
      {
        begun: true,
        state: "left",
        measures: { startup_time_ms: null, watch_time_ms: 0, rebuffer_count: 0 },
      },
    ],
  },
  {
    name: "background tab",
    about:
      "The tab was hidden for 60 s of the wait: only the two seconds in which something could show count. " +
      "Samples are rare in a hidden tab; playing in it is playing.",
    signals: [
      { at: 0, type: "play_requested", position: 0 },
      { at: 1500, type: "hidden" },
      { at: 61_500, type: "visible" },
      { at: 62_000, type: "playing", position: 0 },
      { at: 62_250, type: "playhead", position: 0.25, rate: 1 },
      { at: 63_000, type: "hidden" },
      { at: 123_000, type: "playhead", position: 61, rate: 1 },
    ],
    views: [
      {
        begun: true,
        state: "playing",
        measures: { startup_time_ms: 2000, playing_time_ms: 61_000, rebuffer_count: 0 },
      },
    ],
  },
  {
    name: "twice the speed",
    about: "At rate 2 the playhead comes twice as far, so its start is reckoned back half as long.",
    signals: [
      { at: 0, type: "play_requested", position: 0 },
      { at: 100, type: "playing", position: 0 },
      { at: 350, type: "playhead", position: 0.4, rate: 2 },
    ],
    views: [{ begun: true, state: "playing", measures: { startup_time_ms: 150, playing_time_ms: 200 } }],
  },
  {
    name: "never asked to play",
    about: "An element on a page is no view until somebody asks for it.",
    signals: [
      { at: 0, type: "connected", page_load_ms: 0 },
      { at: 50, type: "ready" },
      { at: 4000, type: "left" },
    ],
    views: [{ begun: false, state: "left", measures: { player_startup_time_ms: 50, startup_time_ms: null } }],
  },
];
