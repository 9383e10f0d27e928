import { type JobState, jobStates } from "./job-state.ts";
import type { StateMachine } from "./state-machine.ts";

/**
 * What a task does: gets a source from its address (`fetch`) or cuts it from another asset's (`clip`); looks at it, makes it
 * playable and plans the rest (`prepare`); encodes some renditions of one time range (`encode`); or makes what goes with the
 * video (`extras`).
 */
export const taskKinds = ["fetch", "clip", "prepare", "encode", "extras"] as const;
export type TaskKind = (typeof taskKinds)[number];

/** The life of a task: the part of a job that one worker leases. One whose lease ran out goes back from `running` to `queued`. */
export const taskStates = jobStates;
export type TaskState = JobState;

export const taskMachine: StateMachine<TaskState> = {
  queued: ["running", "failed", "canceled"],
  running: ["queued", "succeeded", "failed", "canceled"],
  succeeded: [],
  failed: [],
  canceled: [],
};

/** What a running task is doing, in the order in which it happens. */
export const taskStages = ["fetching", "probing", "encoding", "publishing"] as const;
export type TaskStage = (typeof taskStages)[number];
