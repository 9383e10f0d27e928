import type { StateMachine } from "./state-machine.ts";

export const jobStates = ["queued", "running", "succeeded", "failed", "canceled"] as const;

/** What a job is for: gets a source from its address or from another asset, or makes renditions of one. */
export const jobKinds = ["fetch", "transcode"] as const;
export type JobKind = (typeof jobKinds)[number];

/** The life of a job. It runs from when a worker takes the first of its tasks until the last one ends. */
export type JobState = (typeof jobStates)[number];

export const jobMachine: StateMachine<JobState> = {
  queued: ["running", "failed", "canceled"],
  running: ["succeeded", "failed", "canceled"],
  succeeded: [],
  failed: [],
  canceled: [],
};
