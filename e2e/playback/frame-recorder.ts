import type { Locator } from "@playwright/test";
import type { ShownFrame } from "./find-breaks.ts";

type Recording = HTMLVideoElement & { shownFrames?: ShownFrame[] };

/** Begins to write down every frame that a video element shows. */
export async function startRecording(video: Locator): Promise<void> {
  await video.evaluate((element: Recording) => {
    const frames: ShownFrame[] = [];
    element.shownFrames = frames;
    const note: VideoFrameRequestCallback = (_, { presentationTime, mediaTime, width }) => {
      frames.push({ nowS: presentationTime / 1000, mediaS: mediaTime, width });
      element.requestVideoFrameCallback(note);
    };
    element.requestVideoFrameCallback(note);
  });
}

/** What was written down so far, from the `from`-th frame on. */
export function recordedFrames(video: Locator, from = 0): Promise<ShownFrame[]> {
  return video.evaluate((element: Recording, first) => element.shownFrames?.slice(first) ?? [], from);
}
