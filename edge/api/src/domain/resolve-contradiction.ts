import type { AssetErrorCode } from "@firstframe/contract";
import { isTerminal, uploadMachine } from "@firstframe/contract/constants";
import { type AssetRecord, withoutOutput } from "./asset-record.ts";
import type { Change } from "./change.ts";
import type { Contradiction } from "./contradiction.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { executePurges } from "./execute-purges.ts";
import { jobFailure } from "./job-failure.ts";
import type { JobRecord } from "./job-record.ts";
import { newJob } from "./new-job.ts";
import { jobPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";
import { uploadEnd } from "./upload-end.ts";
import { uploadOf } from "./upload-of.ts";
import type { UploadRecord } from "./upload-record.ts";

interface Records {
  readonly asset: AssetRecord | null;
  readonly upload: UploadRecord | null;
}

/**
 * Brings records that contradict each other in line, to the end of that which is further: what is over stays over. Where they have
 * changed meanwhile nothing is done.
 */
export async function resolveContradiction(services: Services, { kind, of }: Contradiction): Promise<void> {
  const asset = await services.assets.find(of.asset_id);
  const upload = await uploadOf(services, asset);
  const started: string[] = [];
  try {
    const changes = await changesFor(services, { kind, of }, { asset, upload }, started);
    if (changes.length === 0) return;
    await services.changes.commit(changes);
  } catch (error) {
    if (error instanceof StaleStateError) return;
    throw error;
  }
  const after = upload && (await services.uploads.find(upload.id));
  if (after && after.state !== "completed" && isTerminal(uploadMachine, after.state)) {
    await services.uploadBytes[after.ingest].discard(after.id);
  }
  for (const taskId of started) await enqueueTask(services, taskId);
  await executePurges(services);
}

/** @param started gets the ids of new tasks */
async function changesFor(
  services: Services,
  { kind, of }: Contradiction,
  { asset, upload }: Records,
  started: string[],
): Promise<Change[]> {
  const now = services.clock();
  switch (kind) {
    case "tasks_of_ended_job":
      return [{ kind: "end_tasks", jobId: of.id }];
    case "job_without_work": {
      const job = await services.jobs.find(of.id);
      const detail = "nothing was left that would end the job";
      return job === null ? [] : jobFailure(services, job, { code: "processing_failed", detail });
    }
    case "jobs_of_ended_asset":
      return [{ kind: "cancel_jobs", assetId: of.asset_id }];
    case "jobs_of_ready_asset":
      // What it has made is what is played: it stays.
      return [
        { kind: "end_tasks", jobId: of.id },
        { kind: "move_job", id: of.id, to: "canceled", set: { finished_at: now } },
      ];
    case "upload_of_ended_asset":
      if (upload === null) return [];
      return uploadEnd(upload, asset?.state === "canceled" ? "canceled" : "failed", now);
    case "asset_of_ended_upload":
      if (asset === null || upload === null) return [];
      return upload.state === "canceled"
        ? endAsset(asset, "canceled", null)
        : endAsset(asset, "failed", upload.state === "expired" ? "upload_expired" : "processing_failed");
    case "asset_of_ended_fetch":
      if (asset === null || upload === null) return [];
      return [...uploadEnd(upload, "failed", now), ...endAsset(asset, "failed", "source_fetch_failed")];
    case "asset_of_ended_job": {
      const job = asset && (await services.jobs.findLatest(asset.id, "transcode"));
      return asset && job ? endWithJob(services, asset, upload, job) : [];
    }
    case "asset_without_job": {
      if (asset === null || upload === null) return [];
      if (upload.size_bytes === 0) return endAsset(asset, "failed", "source_empty");
      const begun = await services.jobs.findOpen(asset.id, "transcode");
      const job = begun === null ? newJob(services, upload, { kind: "prepare" }) : null;
      if (job !== null) started.push(job.taskId);
      const waits = asset.state === "waiting" || asset.state === "uploading";
      return [
        ...(waits ? [{ kind: "move_asset", id: asset.id, to: "processing" } as const] : []),
        ...(job?.changes ?? []),
      ];
    }
  }
}

function endAsset(asset: AssetRecord, to: "failed" | "canceled", code: AssetErrorCode | null): Change[] {
  return [
    { kind: "cancel_jobs", assetId: asset.id },
    { kind: "move_asset", id: asset.id, to, set: { ...withoutOutput, error_code: code } },
  ];
}

/** As the job ended: with a video if all of it is there. */
function endWithJob(
  { clock }: Services,
  asset: AssetRecord,
  upload: UploadRecord | null,
  job: JobRecord,
): Change[] {
  const now = clock();
  const { renditions, rendition_order } = asset;
  const isWhole =
    renditions.length > 0 &&
    rendition_order.every((id) => renditions.some((rendition) => rendition.id === id && rendition.complete));
  if (job.state === "succeeded" && isWhole && asset.state !== "uploading" && asset.state !== "waiting") {
    const duration_ms = Math.max(...renditions.map((rendition) => rendition.duration_ms));
    return [{ kind: "move_asset", id: asset.id, to: "ready", set: { duration_ms, ready_at: now } }];
  }
  const isOpen = upload?.state === "waiting" || upload?.state === "uploading";
  return [
    ...(isOpen ? uploadEnd(upload, "failed", now) : []),
    ...endAsset(asset, "failed", job.error_code ?? "processing_failed"),
    { kind: "purge", prefix: jobPrefix(job), dueAt: now },
  ];
}
