/** The language everyone speaks: schemas, the types inferred from them, state machines and error codes. */

export * from "./api-key.ts";
export * from "./asset.ts";
export * from "./audit-entry.ts";
export * from "./beacon.ts";
export * from "./constants.ts";
export * from "./event.ts";
export * from "./field.ts";
export * from "./ingest.ts";
export * from "./job.ts";
export * from "./metric.ts";
export * from "./playback.ts";
export * from "./problem.ts";
export * from "./service-status.ts";
export * from "./signing-key.ts";
export * from "./task.ts";
export * from "./task-dispatch.ts";
export * from "./task-result.ts";
export * from "./track.ts";
export * from "./upload.ts";
export * from "./view.ts";
export * from "./webhook.ts";
export * from "./work-error.ts";
