import type { View } from "@firstframe/contract";
import type { AssetStatus, JobState } from "@firstframe/contract/constants";
import { html, type TemplateResult } from "lit";

type State = AssetStatus | JobState | View["state"] | "complete" | "growing";

type Tone = "good" | "bad" | "busy" | "quiet";

const tones: Record<State, Tone> = {
  waiting: "quiet",
  uploading: "busy",
  processing: "busy",
  playable: "good",
  ready: "good",
  failed: "bad",
  canceled: "quiet",
  queued: "quiet",
  running: "busy",
  succeeded: "good",
  playing: "busy",
  paused: "quiet",
  ended: "good",
  left: "quiet",
  complete: "good",
  growing: "busy",
};

/** A state in words, with a dot whose colour repeats it. */
export function statusBadge(state: State): TemplateResult {
  return html`<span class="badge ${tones[state]}" data-state=${state}>${state}</span>`;
}

/** The colour that goes with a state. */
export function stateTone(state: State): Tone {
  return tones[state];
}
