import type { Seek, View } from "./view.ts";

/** Number of seeks that are over: aborted ones, as while dragging, are part of the one that followed. */
export function seekCount(view: View): number {
  return view.seeks.count + (isOver(view.seek) ? 1 : 0);
}

/** Sum over the seeks that are over, from `seeking` to ready to resume, in milliseconds. */
export function seekLatency(view: View): number {
  return view.seeks.ms + (isOver(view.seek) ? view.seek.seekedAt - view.seek.since : 0);
}

/** Whether the target was reached with data to play on, though the playhead has not been seen to move. */
export function isOver(seek: Seek | null): seek is Seek & { readonly seekedAt: number } {
  return seek !== null && seek.seekedAt !== null && !seek.waited;
}
