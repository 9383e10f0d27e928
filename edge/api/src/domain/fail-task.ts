import type { AssetErrorCode } from "@firstframe/contract";
import { isTerminal, uploadMachine } from "@firstframe/contract/constants";
import type { Change } from "./change.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { executePurges } from "./execute-purges.ts";
import { fillsUpload } from "./fills-upload.ts";
import { finishFetch } from "./finish-fetch.ts";
import { jobFailure } from "./job-failure.ts";
import { leaseLost } from "./lease-lost.ts";
import type { Services } from "./ports.ts";
import { retryStale } from "./retry-stale.ts";
import type { TaskRecord } from "./task-record.ts";
import { uploadOf } from "./upload-of.ts";
import type { UploadRecord } from "./upload-record.ts";

interface Input {
  readonly taskId: string;
  readonly attempt: number;
  readonly code: AssetErrorCode;
  readonly detail: string;
  readonly retryable: boolean;
  /** Only if the lease had ended by then, in ms since the epoch: a heartbeat may have come since that was found. */
  readonly lapsedBy?: number;
}

/** Seconds before another attempt, by how many there were. */
const retryDelaysS = [0, 2, 10];

/**
 * Ends an attempt that failed. Another follows where that may help; otherwise the job fails with the reason, and with it its other
 * tasks, the asset, and the upload that a fetch was filling. What a failed attempt made stays while the job goes on: viewers
 * may be watching it.
 *
 * No verdict is spoken on a source that is not known to be here as a whole: the word that it is may be late, and whoever sends
 * the rest would lose it. What an early look found is found again once it is.
 *
 * @throws ApiError `lease_lost`
 */
export async function failTask(services: Services, input: Input): Promise<void> {
  await retryStale(async () => {
    const task = await services.tasks.find(input.taskId);
    if (task === null || task.attempt !== input.attempt) throw leaseLost();
    if (task.state === "failed") return;
    if (input.lapsedBy !== undefined && (task.lease_expires_at ?? 0) >= input.lapsedBy) return;
    const upload = await uploadOf(services, await services.assets.find(task.asset_id));
    // Every byte had arrived; only the word of it was lost.
    if (fillsUpload(task) && upload?.state === "completed") {
      return finishFetch(services, { ...input, record: null });
    }
    if (task.state !== "running") throw leaseLost();
    await endAttempt(services, { task, upload, input });
  });
}

async function endAttempt(
  services: Services,
  {
    task,
    upload,
    input,
  }: { readonly task: TaskRecord; readonly upload: UploadRecord | null; readonly input: Input },
): Promise<void> {
  const runsUpload = upload !== null && !isTerminal(uploadMachine, upload.state);
  // While its source still arrives, an attempt that fails for want of it, or is lost, takes none from the video's few.
  const isFree = task.kind === "prepare" && runsUpload;
  const again = isFree || (input.retryable && task.attempt < task.max_attempts);
  await services.changes.commit(again ? [requeue(task, input, isFree)] : await giveUp(services, task, input));
  services.log("warn", again ? "attempt failed; another follows" : "task failed, and its job with it", {
    task_id: task.id,
    job_id: task.job_id,
    attempt: task.attempt,
    code: input.code,
    detail: input.detail,
    correlation_id: task.correlation_id,
  });
  if (isFree && !input.retryable) return;
  if (again) return enqueueTask(services, task.id, retryDelayS(services, task.attempt));
  if (runsUpload) await services.uploadBytes[upload.ingest].discard(upload.id);
  await executePurges(services);
}

/** Half as much to half as much again, so that many that failed together do not come back together. */
function retryDelayS({ random }: Services, attempt: number): number {
  const delay = retryDelaysS[Math.min(attempt, retryDelaysS.length) - 1] ?? 0;
  return Math.round(delay * (0.5 + random()));
}

function requeue(task: TaskRecord, { attempt, code, detail, retryable }: Input, isFree: boolean): Change {
  return {
    kind: "move_task",
    id: task.id,
    to: "queued",
    attempt,
    set: {
      stage: null,
      worker_id: null,
      lease_expires_at: null,
      error_detail: detail,
      ...(isFree ? { max_attempts: task.max_attempts + 1 } : {}),
      // With a reason, it is not tried again before the upload has ended.
      ...(isFree && !retryable ? { error_code: code } : {}),
    },
  };
}

async function giveUp(services: Services, task: TaskRecord, input: Input): Promise<Change[]> {
  const { code, detail, attempt } = input;
  const job = await services.jobs.find(task.job_id);
  if (job === null) throw leaseLost();
  return [
    {
      kind: "move_task",
      id: task.id,
      to: "failed",
      attempt,
      set: {
        error_code: code,
        error_detail: detail,
        finished_at: services.clock(),
        lease_expires_at: null,
      },
    },
    ...(await jobFailure(services, job, { code, detail })),
  ];
}
