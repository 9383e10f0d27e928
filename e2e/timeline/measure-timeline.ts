import { findRise } from "./find-rise.ts";
import { readBrightness, readLoudness } from "./read-levels.ts";
import { readSpan } from "./read-span.ts";

/** What a viewer sees and hears when, measured on decoded media. */
export interface Timeline {
  /** Seconds from what comes first to what ends last. */
  readonly durationS: number;
  /** Seconds of a frame; null without a picture. */
  readonly frameS: number | null;
  /** Seconds by which the sound comes after the picture; null when one of them is missing. */
  readonly offsetS: number | null;
}

/** Where picture and sound are: paths or addresses of the same file, or of a media playlist each; null for none. */
export interface Inputs {
  readonly picture: string | null;
  readonly sound: string | null;
}

/** What is this near to the peak is of the flash or of the beep, and stands out this much; in the units of the levels. */
const brightness = { near: 30, contrast: 40 };
const loudness = { near: 12, contrast: 30 };

/**
 * Measures picture and sound.
 *
 * @param marked whether a flash and a beep tell the offset; otherwise the first picture and the first sound do
 */
export async function measureTimeline({ picture, sound }: Inputs, marked: boolean): Promise<Timeline> {
  const shown = picture === null ? null : await readSpan(picture, "V:0");
  const heard = sound === null ? null : await readSpan(sound, "a:0");
  const spans = [shown, heard].filter((span) => span !== null);
  if (spans.length === 0) throw new Error(`nothing plays in ${picture ?? sound}`);
  const durationS =
    Math.max(...spans.map(({ endS }) => endS)) - Math.min(...spans.map(({ startS }) => startS));
  const frameS = shown?.frameS ?? null;
  if (picture === null || sound === null || shown === null || heard === null) {
    return { durationS, frameS, offsetS: null };
  }
  if (!marked) return { durationS, frameS, offsetS: heard.startS - shown.startS };
  const flashS = findRise(await readBrightness(picture), brightness.near, brightness.contrast);
  const beepS = findRise(await readLoudness(sound), loudness.near, loudness.contrast);
  if (flashS === null || beepS === null) throw new Error(`no flash or no beep in ${picture}`);
  return { durationS, frameS, offsetS: beepS - flashS };
}
