import type { StateMachine } from "./state-machine.ts";

export const jobStates = ["queued", "running", "succeeded", "failed", "canceled"] as const;

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
