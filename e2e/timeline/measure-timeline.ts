import { type Level, readBrightness, readLoudness, soundStepS } from "./read-levels.ts";
import { readPictureSpan } from "./read-picture-span.ts";

/** What a viewer sees and hears when, measured on decoded media. */
export interface Timeline {
  /** Seconds from what comes first to what ends last. */
  readonly durationS: number;
  /** Seconds of a frame; null without a picture. */
  readonly frameS: number | null;
  /** Levels by seconds since what comes first; none without picture or sound. */
  readonly brightness: readonly Level[];
  readonly loudness: readonly Level[];
}

/** Where picture and sound are: paths or addresses of the same file, or of a media playlist each; null for none. */
export interface Inputs {
  readonly picture: string | null;
  readonly sound: string | null;
}

/**
 * Measures picture and sound.
 *
 * @param fromZero whether what comes before zero only prepares the decoder and is not played, as in HLS
 */
export async function measureTimeline({ picture, sound }: Inputs, fromZero: boolean): Promise<Timeline> {
  const shown = picture === null ? null : await readPictureSpan(picture);
  const brightness = picture === null ? [] : await readBrightness(picture);
  const decoded = sound === null ? [] : await readLoudness(sound);
  const loudness = fromZero ? decoded.filter(({ atS }) => atS >= 0) : decoded;
  const [first] = loudness;
  const last = loudness.at(-1);
  const heard = first && last && { startS: first.atS, endS: last.atS + soundStepS };
  const spans = [shown, heard].filter((span) => span != null);
  if (spans.length === 0) throw new Error(`nothing plays in ${picture ?? sound}`);
  const startS = Math.min(...spans.map((span) => span.startS));
  const since = ({ atS, value }: Level): Level => ({ atS: atS - startS, value });
  return {
    durationS: Math.max(...spans.map(({ endS }) => endS)) - startS,
    frameS: shown?.frameS ?? null,
    brightness: brightness.map(since),
    loudness: loudness.map(since),
  };
}
