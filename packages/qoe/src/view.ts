import type { ViewError } from "@firstframe/contract";

/** A play instruction whose first frame has not shown yet. */
interface Startup {
  readonly since: number;
  /** Time since then that the page was hidden, when nothing can show: it does not count. */
  readonly hiddenMs: number;
}

/** An interruption from which the playhead has not recovered. */
export interface Stall {
  /** Null while it does not count, because the viewer paused in the middle of it. */
  readonly since: number | null;
  readonly ms: number;
}

/** A seek after which the playhead has not moved. */
export interface Seek {
  readonly since: number;
  /** Whether data was missing at the target, so that `seeked` alone does not mean ready. */
  readonly waited: boolean;
  readonly seekedAt: number | null;
}

/** Number and total length of what is over. */
interface Tally {
  readonly count: number;
  readonly ms: number;
}

/** Frame counters. A player that loads again starts from zero, so what it had counted is kept as `before`. */
export interface Frames {
  readonly decoded: number;
  readonly dropped: number;
  readonly decodedBefore: number;
  readonly droppedBefore: number;
}

/** All that is known of one view: a plain value. Times in milliseconds on the signals' clock. */
export interface View {
  /** Time of the last signal. */
  readonly at: number;
  readonly connectedAt: number | null;
  readonly pageLoadMs: number | null;
  readonly readyAt: number | null;
  /** When the view began: its first play instruction, or the failure that came before any. */
  readonly begunAt: number | null;
  readonly startup: Startup | null;
  /** Null until the first frame. */
  readonly startupMs: number | null;
  /** Whether it should be playing. */
  readonly wanted: boolean;
  /** Whether the playhead has moved since the start, or since the restart after an end or an error. */
  readonly moving: boolean;
  /** Whether the media said that it plays, so that a playhead that moves really does. */
  readonly resumed: boolean;
  /** Last known position, in seconds. */
  readonly position: number | null;
  readonly playingMs: number;
  readonly stall: Stall | null;
  readonly stalls: Tally;
  readonly seek: Seek | null;
  readonly seeks: Tally;
  readonly frames: Frames | null;
  readonly pausedAt: number | null;
  readonly hidden: boolean;
  readonly ended: boolean;
  readonly error: ViewError | null;
  readonly left: boolean;
}

const none: Tally = { count: 0, ms: 0 };

/** A view of which nothing is known yet. */
export function newView(at: number): View {
  return {
    at,
    connectedAt: null,
    pageLoadMs: null,
    readyAt: null,
    begunAt: null,
    startup: null,
    startupMs: null,
    wanted: false,
    moving: false,
    resumed: false,
    position: null,
    playingMs: 0,
    stall: null,
    stalls: none,
    seek: null,
    seeks: none,
    frames: null,
    pausedAt: null,
    hidden: false,
    ended: false,
    error: null,
    left: false,
  };
}
