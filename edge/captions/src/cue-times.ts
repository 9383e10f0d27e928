import { CaptionsError } from "./captions-error.ts";

export interface CueTimes {
  /** Whole milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  /** What follows the times on their line. */
  readonly rest: string;
}

const looksLikeTimes = /^\s*\d[\d:.,]*\s*-->/;
const times = /^\s*([\d:.,]+)\s*-->\s*([\d:.,]+)(?:\s+(.*))?$/;
const time = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/;

/**
 * Reads the line of a WebVTT or SRT file that states when a cue is shown; null when it is any other line.
 *
 * @param lineNumber from 1
 * @throws CaptionsError when the times cannot be read, or are the wrong way round
 */
export function readCueTimes(line: string, lineNumber: number): CueTimes | null {
  if (!looksLikeTimes.test(line)) return null;
  const match = times.exec(line);
  const startMs = readTimeMs(match?.[1] ?? "");
  const endMs = readTimeMs(match?.[2] ?? "");
  if (startMs === null || endMs === null) {
    throw new CaptionsError(lineNumber, 'The times should look like "00:01:02.500 --> 00:01:05.000"');
  }
  if (endMs < startMs) throw new CaptionsError(lineNumber, "The cue ends before it starts");
  return { startMs, endMs, rest: match?.[3] ?? "" };
}

/** Milliseconds of `hh:mm:ss.ttt`; hours and thousandths may be missing, the point may be a comma. Null for anything else. */
export function readTimeMs(text: string): number | null {
  const match = time.exec(text);
  if (match === null) return null;
  const [, hours = "0", minutes = "", seconds = "", fraction = ""] = match;
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  const wholeS = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return wholeS * 1000 + Number(fraction.padEnd(3, "0"));
}

/** `hh:mm:ss.ttt` of whole milliseconds. */
export function writeTime(ms: number): string {
  const two = (number: number) => `${Math.floor(number)}`.padStart(2, "0");
  const seconds = `${two((ms / 1000) % 60)}.${`${ms % 1000}`.padStart(3, "0")}`;
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${seconds}`;
}
