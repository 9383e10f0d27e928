import type { View } from "./view.ts";

/**
 * `startup_time`: from the play instruction to the first frame shown with the playhead moving, in
 * milliseconds; null before that. Time that the page was hidden does not count, because nothing shows then.
 */
export function startupTime(view: View): number | null {
  return view.startupMs;
}
