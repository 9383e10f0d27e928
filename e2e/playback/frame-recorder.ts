import type { Locator } from "@playwright/test";
import type { ShownFrame } from "./find-breaks.ts";

type Recording = HTMLVideoElement & { shownFrames?: ShownFrame[]; soughtS?: number[] };

/** Begins to write down every frame that a video element shows, and where it seeks to. */
export async function startRecording(video: Locator): Promise<void> {
  await video.evaluate((element: Recording) => {
    const frames: ShownFrame[] = [];
    element.shownFrames = frames;
    const note: VideoFrameRequestCallback = (_, { presentationTime, mediaTime, width }) => {
      frames.push({ nowS: presentationTime / 1000, mediaS: mediaTime, width });
      element.requestVideoFrameCallback(note);
    };
    element.requestVideoFrameCallback(note);
    const sought: number[] = [];
    element.soughtS = sought;
    element.addEventListener("seeking", () => sought.push(element.currentTime));
  });
}

/** Where it has been sent since, in seconds of the media's clock: by whoever skips a hole as well. */
export function recordedSeeks(video: Locator): Promise<number[]> {
  return video.evaluate((element: Recording) => element.soughtS ?? []);
}

/** What was written down so far, from the `from`-th frame on. */
export function recordedFrames(video: Locator, from = 0): Promise<ShownFrame[]> {
  return video.evaluate((element: Recording, first) => element.shownFrames?.slice(first) ?? [], from);
}
