import type { StateMachine } from "./state-machine.ts";

export const assetStates = [
  "waiting",
  "uploading",
  "processing",
  "playable",
  "ready",
  "failed",
  "canceled",
] as const;

/**
 * The life of an asset. `playable`: it can be watched while renditions are still being added. One that failed although all of
 * its source is here is processed again when somebody asks for it.
 */
export type AssetState = (typeof assetStates)[number];

export const assetMachine: StateMachine<AssetState> = {
  waiting: ["uploading", "processing", "failed", "canceled"],
  uploading: ["processing", "playable", "failed", "canceled"],
  processing: ["playable", "ready", "failed", "canceled"],
  playable: ["ready", "failed", "canceled"],
  ready: [],
  failed: ["processing"],
  canceled: [],
};

/** What a user sees; today each state is shown under its own name, and this is the one place to change that. */
export type AssetStatus = AssetState;

export function assetStatus(state: AssetState): AssetStatus {
  return state;
}

/** The share of an asset's whole way, 0 to 1, at which each phase ends. */
const uploadShare = 0.5;

/**
 * Progress as shown to users, 0 to 1, over upload and processing together.
 *
 * @param uploaded share of the source's bytes received, 0 to 1
 * @param processed share of the processing done, 0 to 1
 */
export function assetProgress(state: AssetState, uploaded: number, processed: number): number {
  switch (state) {
    case "waiting":
      return 0;
    case "uploading":
      return round(uploadShare * clamp(uploaded));
    case "ready":
      return 1;
    case "processing":
    case "playable":
    case "failed":
    case "canceled":
      return round(uploadShare * clamp(uploaded) + (1 - uploadShare) * clamp(processed));
  }
}

function clamp(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
