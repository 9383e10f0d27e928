import type { View } from "./view.ts";

/** What a view is doing; each moment of it belongs to exactly one phase. */
export type Phase =
  | "idle"
  | "starting"
  | "playing"
  | "stalled"
  | "seeking"
  | "paused"
  | "ended"
  | "failed"
  | "left";

/** The phase a view is in after its last signal. `starting` is also the way back after an end or an error. */
export function phase(view: View): Phase {
  // How a view ended outlasts the page's going away.
  if (view.error) return "failed";
  if (view.ended) return "ended";
  if (view.left) return "left";
  if (!view.wanted) return view.begunAt === null ? "idle" : "paused";
  if (!view.moving) return "starting";
  if (view.seek) return "seeking";
  if (view.stall?.since != null) return "stalled";
  return "playing";
}
