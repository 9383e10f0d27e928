import type { JobResult } from "@firstframe/contract";
import { notFound } from "./api-error.ts";
import { leaseLost } from "./lease-job.ts";
import { outputPrefix } from "./output-prefix.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Publishes what an attempt made, by one compare-and-set: whichever attempt comes first wins, and the others' files
 * are never seen. Repeating the call of the attempt that won is harmless.
 *
 * @throws ApiError `lease_lost`
 */
export async function completeJob(services: Services, input: JobResult & { jobId: string }): Promise<void> {
  const job = await services.jobs.find(input.jobId);
  if (job === null) throw leaseLost();
  if (job.state === "succeeded" && job.attempt === input.attempt) return;
  const asset = await services.assets.find(job.asset_id);
  if (asset === null) throw notFound("asset", job.asset_id);
  const now = services.clock();
  try {
    await services.changes.commit([
      {
        kind: "move_job",
        id: job.id,
        to: "succeeded",
        attempt: input.attempt,
        set: { progress: 1, finished_at: now, lease_expires_at: null },
      },
      {
        kind: "move_asset",
        id: asset.id,
        to: "ready",
        set: {
          duration_ms: input.duration_ms,
          has_video: input.has_video,
          has_audio: input.has_audio,
          renditions: input.renditions,
          source: {
            ...input.source,
            filename: asset.source.filename,
            content_type: asset.source.content_type,
          },
          output_prefix: outputPrefix(asset.id, job.id, input.attempt),
          playlist: input.playlist,
          poster: input.poster,
          playable_at: asset.playable_at ?? now,
          ready_at: now,
        },
      },
    ]);
  } catch (error) {
    if (error instanceof StaleStateError) throw leaseLost();
    throw error;
  }
}
