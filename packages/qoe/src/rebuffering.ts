import { phase } from "./phase.ts";
import type { View } from "./view.ts";

/** `rebuffer_count`: stalls after the first frame, the present one included. Startup and seeks are none. */
export function rebufferCount(view: View): number {
  return view.stalls.count + (view.stall ? 1 : 0);
}

/** `rebuffer_duration`: stalled milliseconds until `now`. */
export function rebufferDuration(view: View, now: number): number {
  return view.stalls.ms + stalledMs(view, now);
}

/** Length of the stall from which the view has not recovered yet, in milliseconds. */
function stalledMs(view: View, now: number): number {
  if (!view.stall) return 0;
  const { since, ms } = view.stall;
  return ms + (since !== null && phase(view) === "stalled" ? Math.max(0, now - since) : 0);
}
