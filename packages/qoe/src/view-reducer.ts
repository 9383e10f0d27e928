import { countFrames } from "./dropped-frames.ts";
import { phase } from "./phase.ts";
import { isOver } from "./seek-latency.ts";
import type { Signal } from "./signal.ts";
import { newView, type Stall, type View } from "./view.ts";

/** Playheads closer than this, in seconds, are the same: browsers report the same instant a little differently. */
const jitterS = 0.001;

/** A playhead that moved this far, in seconds, plays, even where no event said so. */
const evidentMoveS = 0.5;

/** Players hop over small holes in the media to end a stall: a seek no further than this, in seconds, is no seek. */
const nudgeS = 1;

/** A wait shorter than this, in milliseconds, that leads straight to the end missed nothing but the end. */
const endingMs = 1000;

/**
 * A silence longer than this, in milliseconds, means that the machine slept: a player that plays is heard of
 * several times a second, and once a minute in a throttled tab.
 */
const longestSilenceMs = 90_000;

/** The view after one more signal. Pure; signals come in the order of their times. */
export function reduce(before: View, signal: Signal): View {
  const at = Math.max(signal.at, before.at);
  const view = after(before, at);
  switch (signal.type) {
    case "connected":
      return { ...view, connectedAt: at, pageLoadMs: signal.page_load_ms };
    case "ready":
      return view.readyAt === null ? { ...view, readyAt: at } : view;
    case "source_changed":
      return newView(at);
    case "play_requested":
      return requestPlay(view, signal.position);
    case "play_refused":
      return refusePlay(view);
    case "playing":
      return { ...view, resumed: true, position: signal.position };
    case "playhead":
      return movePlayhead(before, at, signal.position, signal.rate);
    case "waiting":
      return wait(view, signal.position);
    case "seeking":
      return startSeek(view, signal.position);
    case "seeked":
      return finishSeek(view, signal.position);
    case "pause":
      return pause(view);
    case "ended":
      return end(view);
    case "error":
      return fail(view, signal);
    case "frames":
      return { ...view, frames: countFrames(view.frames, signal.decoded, signal.dropped) };
    case "hidden":
      return { ...view, hidden: true };
    case "visible":
      return { ...view, hidden: false };
    case "left":
      return { ...settleStall(view), left: true };
    case "returned":
      return view.left ? { ...reopenStall(view), left: false } : view;
  }
}

/** The view at a later time at which nothing happened: the time since its last signal goes to its phase. */
function after(view: View, at: number): View {
  const elapsed = at - view.at;
  if (elapsed > longestSilenceMs && view.wanted) return asleep(view, at);
  const playingMs = phase(view) === "playing" ? view.playingMs + elapsed : view.playingMs;
  const startup =
    view.startup && view.hidden
      ? { ...view.startup, hiddenMs: view.startup.hiddenMs + elapsed }
      : view.startup;
  return { ...view, at, playingMs, startup };
}

/** Nobody watched while the machine slept: neither as playing nor as waiting does that time count. */
function asleep(view: View, at: number): View {
  const elapsed = at - view.at;
  return {
    ...view,
    at,
    startup: view.startup && { ...view.startup, since: view.startup.since + elapsed },
    stall: view.stall && {
      ...view.stall,
      since: view.stall.since === null ? null : view.stall.since + elapsed,
    },
    seek: view.seek && { ...view.seek, since: view.seek.since + elapsed },
  };
}

function requestPlay(view: View, position: number): View {
  if (view.wanted && !view.error && !view.ended) return view;
  const again = view.error !== null || view.ended;
  const started: View = {
    ...view,
    begunAt: view.begunAt ?? view.at,
    startup: view.startupMs === null ? { since: view.at, hiddenMs: 0 } : null,
    wanted: true,
    moving: view.moving && !again,
    resumed: false,
    position,
    seek: again ? null : view.seek,
    pausedAt: null,
    ended: false,
    error: null,
    left: false,
  };
  return again ? closeStall(started) : started;
}

/** What the browser did not allow was no attempt; a view that had begun before it is merely paused. */
function refusePlay(view: View): View {
  if (!view.wanted) return view;
  const attempted = view.startupMs !== null || view.error !== null;
  return { ...pause(view), begunAt: attempted ? view.begunAt : null };
}

/**
 * Recognises that the picture moves. Samples come late (every quarter of a second in a hidden tab), so the
 * moment is reckoned back from how far the playhead has come; never before the last thing known.
 */
function movePlayhead(before: View, at: number, position: number, rate: number): View {
  const view = after(before, at);
  const awaited = view.wanted && (!view.moving || view.stall !== null || view.seek !== null);
  if (!awaited || view.position === null || position < view.position) return { ...view, position };
  if (view.seek && view.seek.seekedAt === null) return { ...view, position };
  const moved = position - view.position;
  const sure = view.resumed || isOver(view.seek);
  if (moved < (sure ? jitterS : evidentMoveS)) return view;
  const movedAt = Math.max(before.at, at - (rate > 0 ? (moved * 1000) / rate : 0));
  return after({ ...resume(after(before, movedAt)), position }, at);
}

/** Startup, stall or seek are over: the playhead moves. */
function resume(view: View): View {
  const { startup } = view;
  const startupMs = startup ? Math.max(0, view.at - startup.since - startup.hiddenMs) : view.startupMs;
  return { ...closeSeek(closeStall(view)), startup: null, startupMs, moving: true };
}

function wait(view: View, position: number): View {
  const waiting = { ...view, resumed: false, position };
  if (!view.wanted || !view.moving || view.error || view.ended) return waiting;
  if (view.seek) return { ...waiting, seek: { ...view.seek, waited: true } };
  if (view.stall) return reopenStall(waiting);
  return { ...waiting, stall: { since: view.at, ms: 0 } };
}

function startSeek(view: View, position: number): View {
  const moved: View = { ...view, position };
  if (view.startupMs === null || view.error || view.ended || (view.wanted && !view.moving)) return moved;
  const hop = view.position === null ? 0 : position - view.position;
  if (view.stall?.since != null && hop >= 0 && hop <= nudgeS) return moved;
  const from = isOver(view.seek) ? closeSeek(moved) : closeStall(moved);
  return { ...from, seek: { since: from.seek?.since ?? view.at, waited: false, seekedAt: null } };
}

function finishSeek(view: View, position: number): View {
  if (!view.seek) return { ...view, position };
  const seeked: View = { ...view, position, seek: { ...view.seek, seekedAt: view.at } };
  // Nothing will move while paused: the seek is over now.
  return view.wanted
    ? seeked
    : closeSeek({ ...seeked, seek: { ...view.seek, waited: false, seekedAt: view.at } });
}

function pause(view: View): View {
  if (!view.wanted || view.error || view.ended) return view;
  const settled = settleStall(view.seek?.seekedAt == null ? view : closeSeek(view));
  return { ...settled, wanted: false, startup: null, resumed: false, pausedAt: view.at };
}

function end(view: View): View {
  if (view.error) return view;
  const settled = settleStall(view.seek ? closeSeek(view) : view);
  const { stall } = settled;
  const over = stall && stall.ms < endingMs ? { ...settled, stall: null } : closeStall(settled);
  return { ...over, ended: true, wanted: false, moving: false, startup: null, pausedAt: view.at };
}

function fail(view: View, signal: Signal & { type: "error" }): View {
  if (view.error) return view;
  return {
    ...closeStall(view),
    begunAt: view.begunAt ?? view.at,
    error: signal.error,
    wanted: false,
    moving: false,
    resumed: false,
    startup: null,
    seek: null,
    pausedAt: view.at,
  };
}

/** Stops the clock of the stall: it is not over, but no longer counts. */
function settleStall(view: View): View {
  const { stall } = view;
  if (!stall || stall.since === null) return view;
  return { ...view, stall: { since: null, ms: stall.ms + (view.at - stall.since) } };
}

function reopenStall(view: View): View {
  const { stall } = view;
  if (!stall || stall.since !== null || !view.wanted) return view;
  return { ...view, stall: { ...stall, since: view.at } };
}

function closeStall(view: View): View {
  const stall: Stall | null = settleStall(view).stall;
  if (!stall) return view;
  return { ...view, stall: null, stalls: { count: view.stalls.count + 1, ms: view.stalls.ms + stall.ms } };
}

/** Counts the seek if it reached its target: ready when it was `seeked`, or, if data was missing, now. */
function closeSeek(view: View): View {
  const { seek } = view;
  if (!seek || seek.seekedAt === null) return { ...view, seek: null };
  const ms = (seek.waited ? view.at : seek.seekedAt) - seek.since;
  return { ...view, seek: null, seeks: { count: view.seeks.count + 1, ms: view.seeks.ms + ms } };
}
