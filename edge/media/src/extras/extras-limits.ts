import { maximumDurationS } from "../limits.ts";

/** Bytes beyond which ffmpeg stops writing, and the file is not published. */
export const maximumPictureBytes = 16 * 1024 * 1024;
export const maximumDownloadBytes = 20 * 1024 ** 3;

/** Seconds that one pass over the source may take in which little or nothing is decoded. */
export function readingTimeLimitS(durationS: number | null): number {
  return Math.ceil(60 + 0.5 * (durationS ?? maximumDurationS));
}

/** Seconds that one pass over the source may take in which all of it is decoded, or encoded in a small size. */
export function decodingTimeLimitS(durationS: number | null): number {
  return Math.ceil(120 + 4 * (durationS ?? maximumDurationS));
}
