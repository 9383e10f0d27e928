import { enqueueJob } from "./enqueue-job.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/** Attempts that a job gets before it fails for good. */
const maximumAttempts = 3;

/** Every byte is here: closes the upload and makes the job that processes it. Harmless when repeated. */
export async function completeUpload(
  services: Services,
  input: { uploadId: string; sizeBytes: number; filename?: string | null; contentType?: string | null },
): Promise<void> {
  const { changes, clock, makeId, uploads, assets } = services;
  const upload = await uploads.find(input.uploadId);
  if (upload === null || upload.state === "completed") return;
  const asset = await assets.find(upload.asset_id);
  if (asset === null) return;
  const now = clock();
  const completed = {
    kind: "move_upload",
    id: upload.id,
    to: "completed",
    set: { offset_bytes: input.sizeBytes, size_bytes: input.sizeBytes, completed_at: now },
  } as const;
  const source = {
    ...asset.source,
    size_bytes: input.sizeBytes,
    filename: input.filename ?? asset.source.filename,
    content_type: input.contentType ?? asset.source.content_type,
  };
  try {
    if (input.sizeBytes === 0) {
      await changes.commit([
        completed,
        { kind: "move_asset", id: asset.id, to: "failed", set: { error_code: "source_empty", source } },
      ]);
      return;
    }
    const jobId = makeId("job");
    await changes.commit([
      completed,
      { kind: "move_asset", id: asset.id, to: "processing", set: { source } },
      {
        kind: "create_job",
        job: {
          id: jobId,
          environment: upload.environment,
          asset_id: asset.id,
          kind: "transcode",
          input: null,
          max_attempts: maximumAttempts,
          correlation_id: upload.correlation_id,
          created_at: now,
        },
      },
    ]);
    await enqueueJob(services, jobId);
  } catch (error) {
    if (!(error instanceof StaleStateError)) throw error;
    services.log("warn", "completion came too late", { upload_id: upload.id, state: upload.state });
  }
}
