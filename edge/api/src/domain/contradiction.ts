import type { Repaired } from "./record-repair.ts";

/** In which ways records can contradict each other; each with what it is of. */
export const contradictionKinds = {
  /** A job is over, and some of its tasks are not. */
  tasks_of_ended_job: "tasks of a job that is over",
  /** A job is not over, and nothing will end it: its tasks are over without success, or there are none. */
  job_without_work: "job that nothing would end",
  /** An asset has ended without a video, and a job of it has not ended. */
  jobs_of_ended_asset: "jobs of an asset that has ended",
  /** An asset is ready, and a job that makes it is not over. */
  jobs_of_ready_asset: "jobs of an asset that is ready",
  /** An asset has ended, and its upload is still open. */
  upload_of_ended_asset: "upload of an asset that has ended",
  /** An upload was given up, and its asset was not. */
  asset_of_ended_upload: "asset of an upload that was given up",
  /** A job that was to fill an upload is over, and the upload is not. */
  asset_of_ended_fetch: "asset that nothing fetches",
  /** Every job that makes an asset is over, and the asset is not. */
  asset_of_ended_job: "asset of a job that is over",
  /** An upload is complete, and nothing processes its asset. */
  asset_without_job: "asset without a job",
} as const;

export interface Contradiction {
  readonly kind: keyof typeof contradictionKinds;
  /** The record that is to change: a job, an upload or an asset. */
  readonly of: Repaired & { readonly asset_id: string };
}
