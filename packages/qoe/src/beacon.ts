import type { Beacon, ViewDimensions, ViewMeasures, ViewState } from "@firstframe/contract";
import { decodedFrames, droppedFrames } from "./dropped-frames.ts";
import { pageLoadTime } from "./page-load-time.ts";
import { phase } from "./phase.ts";
import { playerStartupTime } from "./player-startup-time.ts";
import { rebufferCount, rebufferDuration } from "./rebuffering.ts";
import { seekCount, seekLatency } from "./seek-latency.ts";
import { startupTime } from "./startup-time.ts";
import type { View } from "./view.ts";
import { playingTime, watchTime } from "./watch-time.ts";

/** What a beacon says besides what was measured. */
export interface BeaconFacts {
  readonly viewId: string;
  readonly sequence: number;
  /** Playback id or playback token. */
  readonly grant: string;
  /** RFC 3339, by the page's clock. */
  readonly startedAt: string;
  readonly dimensions: ViewDimensions;
}

/** The view so far as a beacon: a cumulative snapshot, good whatever became of those before it. */
export function makeBeacon(view: View, now: number, facts: BeaconFacts): Beacon {
  return {
    view_id: facts.viewId,
    sequence: facts.sequence,
    grant: facts.grant,
    started_at: facts.startedAt,
    state: viewState(view),
    error: view.error,
    measures: viewMeasures(view, now),
    dimensions: facts.dimensions,
  };
}

/** All measures of a view until `now`, in the contract's names. */
export function viewMeasures(view: View, now: number): ViewMeasures {
  return {
    player_startup_time_ms: roundedOrNull(playerStartupTime(view)),
    page_load_time_ms: roundedOrNull(pageLoadTime(view)),
    startup_time_ms: roundedOrNull(startupTime(view)),
    playing_time_ms: rounded(playingTime(view, now)),
    watch_time_ms: rounded(watchTime(view, now)),
    rebuffer_count: rebufferCount(view),
    rebuffer_duration_ms: rounded(rebufferDuration(view, now)),
    seek_count: seekCount(view),
    seek_latency_ms: rounded(seekLatency(view)),
    decoded_frame_count: decodedFrames(view),
    dropped_frame_count: droppedFrames(view),
  };
}

/** How a view stands, in the contract's words: `waiting` until the first frame, stalls and seeks are `playing`. */
export function viewState(view: View): ViewState {
  const now = phase(view);
  if (now === "left" || now === "failed" || now === "ended") return now;
  if (view.startupMs === null) return "waiting";
  return now === "paused" ? "paused" : "playing";
}

/** Tenths of a millisecond: finer than any clock a page is given. */
function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function roundedOrNull(ms: number | null): number | null {
  return ms === null ? null : rounded(ms);
}
