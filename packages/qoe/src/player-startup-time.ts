import type { View } from "./view.ts";

/** `player_startup_time`: from the element's connection to its being ready to accept play, in milliseconds. */
export function playerStartupTime(view: View): number | null {
  if (view.connectedAt === null || view.readyAt === null) return null;
  return view.readyAt - view.connectedAt;
}
