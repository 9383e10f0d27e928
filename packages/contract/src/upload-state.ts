import type { StateMachine } from "./state-machine.ts";

export const uploadStates = ["waiting", "uploading", "completed", "failed", "canceled", "expired"] as const;

/** Where uploads can arrive: at the Worker, or on the media worker's volume. */
export const ingests = ["edge", "worker"] as const;
export type Ingest = (typeof ingests)[number];

/** The life of an upload: from its creation by a server to the last byte of the file. */
export type UploadState = (typeof uploadStates)[number];

export const uploadMachine: StateMachine<UploadState> = {
  waiting: ["uploading", "completed", "failed", "canceled", "expired"],
  uploading: ["completed", "failed", "canceled", "expired"],
  completed: [],
  failed: [],
  canceled: [],
  expired: [],
};
