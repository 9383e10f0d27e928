import type { Cue } from "./cue.ts";
import { cueSettings } from "./cue-settings.ts";
import { cleanCueText } from "./cue-text.ts";
import { type CueTimes, readCueTimes } from "./cue-times.ts";

/** How an empty line is taken: WebVTT ends a cue with it, in SRT it may be part of the text. */
export type CaptionFormat = "webvtt" | "srt";

interface RawCue extends CueTimes {
  readonly lines: string[];
}

/** SubStation Alpha's overrides, which found their way into SRT. */
const override = /\{\\[^{}\n]{0,200}\}/g;
const alignment = /\{\\an([1-9])\}/;

/**
 * Reads the cues, in order of time. What is no cue (comments, style sheets, regions, headers) is passed over, and so are
 * cues that show nothing or for no time.
 *
 * @throws CaptionsError
 */
export function readCues(text: string, format: CaptionFormat): Cue[] {
  return rawCues(text, format)
    .map(cleanCue)
    .filter((cue) => cue.text !== "" && cue.endMs > cue.startMs)
    .sort((one, other) => one.startMs - other.startMs || one.endMs - other.endMs);
}

function rawCues(text: string, format: CaptionFormat): RawCue[] {
  const cues: RawCue[] = [];
  let open: RawCue | null = null;
  text.split("\n").forEach((line, index) => {
    const times = readCueTimes(line, index + 1);
    if (times !== null) {
      // In SRT, the line above is the number of this cue, not text of the one before.
      if (format === "srt" && /^\s*\d+\s*$/.test(open?.lines.at(-1) ?? "")) open?.lines.pop();
      open = { ...times, lines: [] };
      cues.push(open);
    } else if (format === "webvtt" && line.trim() === "") {
      open = null;
    } else {
      open?.lines.push(line);
    }
  });
  return cues;
}

function cleanCue({ startMs, endMs, rest, lines }: RawCue): Cue {
  const source = lines.join("\n");
  const placed = alignment.exec(source)?.[1];
  return {
    startMs,
    endMs,
    settings: cueSettings(rest, placed === undefined ? null : Number(placed)),
    text: cleanCueText(source.replaceAll(override, ""), { startMs, endMs }),
  };
}
