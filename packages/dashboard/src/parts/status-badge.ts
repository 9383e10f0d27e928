import type { View } from "@firstframe/contract";
import type { AssetStatus, JobState } from "@firstframe/contract/constants";
import { html, type TemplateResult } from "lit";

type State = AssetStatus | JobState | View["state"];

const tones: Record<State, "good" | "bad" | "busy" | "quiet"> = {
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
};

/** A state in words, with a dot whose colour repeats it. */
export function statusBadge(state: State): TemplateResult {
  return html`<span class="badge ${tones[state]}" data-state=${state}>${state}</span>`;
}
