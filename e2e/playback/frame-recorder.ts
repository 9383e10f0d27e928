import type { Locator } from "@playwright/test";
import type { ShownFrame } from "./find-breaks.ts";

/** Milliseconds between two looks at what is buffered. */
const lookMs = 50;

type Recording = HTMLVideoElement & { shownFrames?: ShownFrame[]; soughtS?: number[] };

/** Begins to write down every frame that a video element shows, and where it seeks to. */
export async function startRecording(video: Locator): Promise<void> {
  await video.evaluate((element: Recording, everyMs) => {
    let aheadS = Number.POSITIVE_INFINITY;
    let waited = false;
    const look = () => {
      const { buffered, currentTime } = element;
      let endS = currentTime;
      for (let index = 0; index < buffered.length; index++) {
        // The first frame may be a little after where it plays.
        if (buffered.start(index) <= currentTime + 0.1) endS = Math.max(endS, buffered.end(index));
      }
      aheadS = Math.min(aheadS, endS - currentTime);
    };
    setInterval(look, everyMs);
    element.addEventListener("waiting", () => {
      waited = true;
      look();
    });
    const frames: ShownFrame[] = [];
    element.shownFrames = frames;
    const note: VideoFrameRequestCallback = (_, { presentationTime, mediaTime, width }) => {
      look();
      frames.push({ nowS: presentationTime / 1000, mediaS: mediaTime, width, aheadS, waited });
      aheadS = Number.POSITIVE_INFINITY;
      waited = false;
      element.requestVideoFrameCallback(note);
    };
    element.requestVideoFrameCallback(note);
    const sought: number[] = [];
    element.soughtS = sought;
    element.addEventListener("seeking", () => sought.push(element.currentTime));
  }, lookMs);
}

/** Where it has been sent since, in seconds of the media's clock: by whoever skips a hole as well. */
export function recordedSeeks(video: Locator): Promise<number[]> {
  return video.evaluate((element: Recording) => element.soughtS ?? []);
}

/** What was written down so far, from the `from`-th frame on. */
export function recordedFrames(video: Locator, from = 0): Promise<ShownFrame[]> {
  return video.evaluate((element: Recording, first) => element.shownFrames?.slice(first) ?? [], from);
}
