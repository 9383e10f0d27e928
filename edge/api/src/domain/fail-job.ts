import type { AssetErrorCode } from "@firstframe/contract";
import type { Change } from "./change.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { finishFetch } from "./finish-fetch.ts";
import type { JobRecord } from "./job-record.ts";
import { leaseLost } from "./lease-job.ts";
import { outputPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";
import type { UploadRecord } from "./upload-record.ts";

interface Input {
  readonly jobId: string;
  readonly attempt: number;
  readonly code: AssetErrorCode;
  readonly detail: string;
  readonly retryable: boolean;
}

/** Seconds before another attempt, by how many there were. */
const retryDelaysS = [0, 2, 10];

/**
 * Ends an attempt that failed: another follows where that may help, otherwise job and asset fail with the reason, and the
 * upload that a fetch was filling with them.
 *
 * @throws ApiError `lease_lost`
 */
export async function failJob(services: Services, input: Input): Promise<void> {
  const job = await services.jobs.find(input.jobId);
  if (job === null || job.attempt !== input.attempt) throw leaseLost();
  if (job.state === "failed") return;
  const upload = job.kind === "fetch" ? await uploadOf(services, job) : null;
  // Every byte had arrived; only the word of it was lost.
  if (upload?.state === "completed") return finishFetch(services, input);
  const again = input.retryable && job.attempt < job.max_attempts;
  try {
    await services.changes.commit(again ? requeue(job, input) : giveUp(job, upload, input, services.clock()));
  } catch (error) {
    if (error instanceof StaleStateError) throw leaseLost();
    throw error;
  }
  services.log("warn", again ? "attempt failed; another follows" : "job failed", {
    job_id: job.id,
    attempt: job.attempt,
    code: input.code,
    detail: input.detail,
    correlation_id: job.correlation_id,
  });
  if (!again && upload !== null) await services.uploadBytes[upload.ingest].discard(upload.id);
  await services.objects.deleteUnder(outputPrefix(job.asset_id, job.id, job.attempt));
  if (again) await enqueueJob(services, job.id, retryDelaysS[Math.min(job.attempt, retryDelaysS.length - 1)]);
}

function requeue(job: JobRecord, input: Input): Change[] {
  return [
    {
      kind: "move_job",
      id: job.id,
      to: "queued",
      attempt: input.attempt,
      set: { stage: null, worker_id: null, lease_expires_at: null, error_detail: input.detail },
    },
  ];
}

function giveUp(job: JobRecord, upload: UploadRecord | null, input: Input, now: number): Change[] {
  return [
    {
      kind: "move_job",
      id: job.id,
      to: "failed",
      attempt: input.attempt,
      set: { error_code: input.code, error_detail: input.detail, finished_at: now, lease_expires_at: null },
    },
    { kind: "move_asset", id: job.asset_id, to: "failed", set: { error_code: input.code } },
    ...(upload === null ? [] : [{ kind: "move_upload", id: upload.id, to: "failed" } as const]),
  ];
}

async function uploadOf({ assets, uploads }: Services, job: JobRecord): Promise<UploadRecord | null> {
  const asset = await assets.find(job.asset_id);
  return asset?.upload_id ? uploads.find(asset.upload_id) : null;
}
