import { CaptionsError } from "./captions-error.ts";
import type { Cue } from "./cue.ts";
import { decodeCaptions } from "./decode-captions.ts";
import { readCues } from "./read-cues.ts";
import { renderVtt } from "./render-vtt.ts";

interface NormalizeOptions {
  /** As it was called by whoever sent it; `.vtt` makes it WebVTT even without a header. */
  readonly filename: string;
}

export interface NormalizedCaptions {
  /** A WebVTT file of the cues alone: no styles, no regions, no comments, no identifiers. */
  readonly vtt: string;
  /** In order of time, at least one. */
  readonly cues: readonly Cue[];
}

export const maximumCaptionBytes = 10 * 1024 * 1024;

/**
 * Makes canonical WebVTT of a WebVTT or SRT file from anywhere, such as an upload.
 *
 * @throws CaptionsError `captions_invalid`, with the number of the line at fault
 */
export function normalizeCaptions(bytes: Uint8Array, { filename }: NormalizeOptions): NormalizedCaptions {
  if (bytes.byteLength > maximumCaptionBytes) {
    throw new CaptionsError(
      null,
      `The file has ${bytes.byteLength} bytes, captions may have ${maximumCaptionBytes}`,
    );
  }
  const text = decodeCaptions(bytes);
  const isWebVtt = text.startsWith("WEBVTT") || /\.vtt$/i.test(filename);
  const cues = readCues(text, isWebVtt ? "webvtt" : "srt");
  if (cues.length === 0) throw new CaptionsError(null, "There is no cue in it: send a WebVTT or an SRT file");
  return { vtt: renderVtt(cues), cues };
}
