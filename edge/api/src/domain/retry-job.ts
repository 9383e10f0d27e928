import type { Job } from "@firstframe/contract";
import { ApiError, notFound } from "./api-error.ts";
import { type AssetRecord, withoutOutput } from "./asset-record.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { type JobRecord, toJob } from "./job-record.ts";
import { newJob } from "./new-job.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";
import { uploadOf } from "./upload-of.ts";
import type { UploadRecord } from "./upload-record.ts";

const sourceGone =
  "The file that the job would process is not here any more. Upload it again, or make the asset again from its address.";

/**
 * Has a video that failed processed again, from its start and by a new job: the asset leaves `failed` for `processing`.
 *
 * @throws ApiError `conflict` for what cannot be tried again, with what to do instead
 */
export async function retryJob(services: Services, job: JobRecord): Promise<Job> {
  const asset = await services.assets.find(job.asset_id);
  if (asset === null) throw notFound("job", job.id);
  const upload = await uploadOf(services, asset);
  const refusal = refusalOf(job, asset, upload);
  if (refusal !== null || upload === null) throw new ApiError("conflict", refusal ?? sourceGone);
  await checkSource(services, upload);
  const { job: made, taskId, changes } = newJob(services, upload, { kind: "prepare" }, asset.revision);
  const answer = toJob(made);
  try {
    await services.changes.commit(
      [
        // Of all states from which processing may begin, this one.
        { kind: "update_asset", id: asset.id, in: ["failed"], set: { error_code: null }, event: null },
        {
          kind: "move_asset",
          id: asset.id,
          to: "processing",
          // What the job before had planned and published is not this one's.
          set: { ...withoutOutput, rendition_order: [], early_start: null, playable_at: null },
        },
        ...changes,
      ],
      { answer },
    );
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
    throw new ApiError("conflict", isProcessed(asset.id), { cause: error });
  }
  await enqueueTask(services, taskId);
  return answer;
}

/** Why the job cannot be tried again; null where nothing that is recorded speaks against it. */
function refusalOf(job: JobRecord, asset: AssetRecord, upload: UploadRecord | null): string | null {
  if (job.kind === "fetch") {
    return "A fetch is not tried again by itself: make the asset again, with POST /v1/assets and the same input.";
  }
  if (asset.state === "ready") return "The asset is ready: there is nothing to try again.";
  if (job.state === "queued" || job.state === "running") {
    return "The job is not over. Wait for its end: follow GET /v1/jobs/:id, or the events of its asset.";
  }
  if (asset.state !== "failed" && asset.state !== "canceled") return isProcessed(asset.id);
  if (upload?.state !== "completed") return sourceGone;
  return upload.size_bytes === 0 ? "The file is empty. Upload one that is not." : null;
}

/** @throws ApiError `conflict` where the source's bytes cannot be read */
async function checkSource(services: Services, upload: UploadRecord): Promise<void> {
  try {
    const first = { start: 0, end: 1, follow: false };
    await (await services.uploadBytes[upload.ingest].read(upload.id, first)).body.cancel();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "gone") throw error;
    throw new ApiError("conflict", sourceGone, { cause: error });
  }
}

function isProcessed(assetId: string): string {
  return `The asset is being processed already. Follow that job: GET /v1/jobs?asset_id=${assetId}.`;
}
