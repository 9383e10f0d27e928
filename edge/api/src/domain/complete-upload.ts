import { isTerminal, uploadMachine } from "@firstframe/contract/constants";
import type { Change } from "./change.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { namedLog } from "./named-log.ts";
import { newJob } from "./new-job.ts";
import type { Services } from "./ports.ts";
import { retryStale } from "./retry-stale.ts";
import type { UploadRecord } from "./upload-record.ts";

interface Input {
  readonly uploadId: string;
  readonly sizeBytes: number;
  readonly filename?: string | null;
  readonly contentType?: string | null;
}

/** Every byte is here: closes the upload and has it processed, unless that has begun already. Harmless when repeated. */
export async function completeUpload(services: Services, input: Input): Promise<void> {
  await retryStale(async () => {
    const upload = await services.uploads.find(input.uploadId);
    if (upload === null || upload.state === "completed") return;
    const log = namedLog(services.log, { upload_id: upload.id, correlation_id: upload.correlation_id });
    if (isTerminal(uploadMachine, upload.state)) {
      log("warn", "completion came too late", { state: upload.state });
      return;
    }
    const taskId = await complete(services, upload, input);
    if (taskId !== null) await enqueueTask({ ...services, log }, taskId);
  });
}

/** @returns the task that is waiting for the upload, if any is */
async function complete(services: Services, upload: UploadRecord, input: Input): Promise<string | null> {
  const { assets, changes, jobs, tasks, clock } = services;
  const asset = await assets.find(upload.asset_id);
  if (asset === null) return null;
  const { sizeBytes } = input;
  const completed: Change = {
    kind: "move_upload",
    id: upload.id,
    to: "completed",
    set: { offset_bytes: sizeBytes, size_bytes: sizeBytes, completed_at: clock() },
  };
  const source = {
    size_bytes: sizeBytes,
    filename: input.filename ?? null,
    content_type: input.contentType ?? null,
  };
  if (sizeBytes === 0) {
    await changes.commit([
      completed,
      { kind: "cancel_jobs", assetId: asset.id },
      { kind: "move_asset", id: asset.id, to: "failed", set: { error_code: "source_empty", source } },
    ]);
    return null;
  }
  const begun = await jobs.findOpen(asset.id, "transcode");
  const job = begun === null ? newJob(services, upload, { kind: "prepare" }) : null;
  await changes.commit([
    completed,
    asset.state === "playable"
      ? { kind: "update_asset", id: asset.id, in: ["playable"], set: { source }, event: null }
      : { kind: "move_asset", id: asset.id, to: "processing", set: { source } },
    ...(job?.changes ?? []),
  ]);
  if (job !== null) return job.taskId;
  const waiting = begun === null ? [] : await tasks.listOfJob(begun.id);
  return waiting.find(({ state }) => state === "queued")?.id ?? null;
}
