import type { Frames, View } from "./view.ts";

/** Frames decoded in the view so far; null where the browser does not count them. */
export function decodedFrames(view: View): number | null {
  return view.frames && view.frames.decodedBefore + view.frames.decoded;
}

/** Frames decoded but not shown because they came too late; null where the browser does not count them. */
export function droppedFrames(view: View): number | null {
  return view.frames && view.frames.droppedBefore + view.frames.dropped;
}

/** Takes a new reading of the counters, which start again from zero whenever the player loads again. */
export function countFrames(frames: Frames | null, decoded: number, dropped: number): Frames {
  if (!frames) return { decoded, dropped, decodedBefore: 0, droppedBefore: 0 };
  if (decoded >= frames.decoded) return { ...frames, decoded, dropped };
  return {
    decoded,
    dropped,
    decodedBefore: frames.decodedBefore + frames.decoded,
    droppedBefore: frames.droppedBefore + frames.dropped,
  };
}
