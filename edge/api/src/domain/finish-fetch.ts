import type { FetchResult } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { leaseLost } from "./lease-job.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Ends a fetch whose file is all in its upload. Repeating the call is harmless.
 *
 * @throws ApiError `lease_lost`; `conflict` while the upload lacks bytes
 */
export async function finishFetch(services: Services, input: FetchResult & { jobId: string }): Promise<void> {
  const job = await services.jobs.find(input.jobId);
  if (job?.kind !== "fetch") throw leaseLost();
  if (job.state === "succeeded" && job.attempt === input.attempt) return;
  const asset = await services.assets.find(job.asset_id);
  const upload = asset?.upload_id ? await services.uploads.find(asset.upload_id) : null;
  if (upload?.state !== "completed") {
    throw new ApiError("conflict", "The upload is not complete. Send the rest of the file first.");
  }
  try {
    await services.changes.commit([
      {
        kind: "move_job",
        id: job.id,
        to: "succeeded",
        attempt: input.attempt,
        set: { progress: 1, finished_at: services.clock(), lease_expires_at: null },
      },
    ]);
  } catch (error) {
    if (error instanceof StaleStateError) throw leaseLost();
    throw error;
  }
}
