import type { Signal } from "./signal.ts";
import type { View } from "./view.ts";

/** Pausing for longer than this ends a view: what follows is another one. */
const longestPauseMs = 60 * 60 * 1000;

/** Whether `signal` belongs to a new view rather than to `view`: another source, or play after a very long pause. */
export function startsNewView(view: View, signal: Signal): boolean {
  if (signal.type === "source_changed") return true;
  if (signal.type !== "play_requested" || view.pausedAt === null) return false;
  return signal.at - view.pausedAt > longestPauseMs;
}
