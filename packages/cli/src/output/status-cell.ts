import type { Tone } from "./style.ts";
import type { Cell } from "./table.ts";

const tones: Readonly<Record<string, Tone>> = {
  ready: "good",
  playable: "good",
  completed: "good",
  succeeded: "good",
  enabled: "good",
  failed: "bad",
  expired: "bad",
  disabled: "warn",
  canceled: "dim",
};

/** A state, in the colour of what it means for people. */
export function statusCell(state: string): Cell {
  const tone = tones[state];
  return tone === undefined ? state : { text: state, tone };
}
