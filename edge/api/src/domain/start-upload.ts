import { enqueueTask } from "./enqueue-task.ts";
import { newJob } from "./new-job.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

interface Input {
  readonly uploadId: string;
  /** Null when the client does not know yet. */
  readonly sizeBytes: number | null;
  readonly filename: string | null;
  readonly contentType: string | null;
}

/**
 * Records that a client has begun to send. What takes a while to arrive is processed meanwhile, so that it can be played soon after
 * its last byte, or before. Harmless when repeated.
 */
export async function startUpload(services: Services, input: Input): Promise<void> {
  const { changes, uploads, settings } = services;
  const upload = await uploads.find(input.uploadId);
  if (upload?.state !== "waiting") return;
  const isEarly = input.sizeBytes === null || input.sizeBytes >= settings.earlyStartBytes;
  const job = isEarly ? newJob(services, upload, { kind: "prepare" }) : null;
  try {
    await changes.commit([
      { kind: "move_upload", id: upload.id, to: "uploading", set: { size_bytes: input.sizeBytes } },
      {
        kind: "move_asset",
        id: upload.asset_id,
        to: "uploading",
        set: {
          source: {
            size_bytes: input.sizeBytes,
            filename: input.filename,
            content_type: input.contentType,
          },
        },
      },
      ...(job?.changes ?? []),
    ]);
  } catch (error) {
    // Another request of the same client was first.
    if (!(error instanceof StaleStateError)) throw error;
    return;
  }
  if (job !== null) await enqueueTask(services, job.taskId);
}
