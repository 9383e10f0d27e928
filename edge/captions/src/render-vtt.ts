import type { Cue } from "./cue.ts";
import { writeTime } from "./cue-times.ts";

/** A WebVTT file of `cues`; `header` lines, if any, come right after its first line. */
export function renderVtt(cues: readonly Cue[], header: readonly string[] = []): string {
  const blocks = cues.map(({ startMs, endMs, settings, text }) => {
    const times = `${writeTime(startMs)} --> ${writeTime(endMs)}`;
    return `${settings === "" ? times : `${times} ${settings}`}\n${text}\n`;
  });
  return [`${["WEBVTT", ...header].join("\n")}\n`, ...blocks].join("\n");
}
