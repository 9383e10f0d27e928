import type { StateMachine } from "./state-machine.ts";

export const jobStates = ["queued", "running", "succeeded", "failed", "canceled"] as const;

/** What a job does: gets a source from its address, or makes renditions of one. */
export const jobKinds = ["fetch", "transcode"] as const;
export type JobKind = (typeof jobKinds)[number];

/** The life of a job. A job whose lease ran out goes back from `running` to `queued`. */
export type JobState = (typeof jobStates)[number];

export const jobMachine: StateMachine<JobState> = {
  queued: ["running", "failed", "canceled"],
  running: ["queued", "succeeded", "failed", "canceled"],
  succeeded: [],
  failed: [],
  canceled: [],
};

/** What a running job is doing, in the order in which it happens. */
export const jobStages = ["fetching", "probing", "encoding", "publishing"] as const;
export type JobStage = (typeof jobStages)[number];
