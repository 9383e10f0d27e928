import { phase } from "./phase.ts";
import { rebufferDuration } from "./rebuffering.ts";
import type { View } from "./view.ts";

/** `playing_time`: milliseconds with the playhead moving, until `now`. */
export function playingTime(view: View, now: number): number {
  return view.playingMs + (phase(view) === "playing" ? Math.max(0, now - view.at) : 0);
}

/** `watch_time`: playing time and stalls, until `now`, in milliseconds. Startup, seeks and pauses are not in it. */
export function watchTime(view: View, now: number): number {
  return playingTime(view, now) + rebufferDuration(view, now);
}
