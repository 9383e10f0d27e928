import type { Lease } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/** A lease lasts this long after each heartbeat, in ms. */
export const leaseTime = 30_000;
const heartbeatS = 8;

export function leaseLost(): ApiError {
  return new ApiError("lease_lost", "Another attempt has this job, or it is over. Stop working on it.");
}

/**
 * Gives a queued job to a worker.
 *
 * @throws ApiError `lease_lost` when the job is not queued (any more)
 */
export async function leaseJob(
  services: Services,
  input: { jobId: string; workerId: string },
): Promise<Lease> {
  const job = await services.jobs.find(input.jobId);
  if (job?.state !== "queued") throw leaseLost();
  const now = services.clock();
  const attempt = job.attempt + 1;
  try {
    await services.changes.commit([
      {
        kind: "move_job",
        id: job.id,
        to: "running",
        set: {
          attempt,
          worker_id: input.workerId,
          stage: "fetching",
          started_at: now,
          lease_expires_at: now + leaseTime,
        },
      },
    ]);
  } catch (error) {
    if (error instanceof StaleStateError) throw leaseLost();
    throw error;
  }
  return { attempt, expires_at: formatTime(now + leaseTime), heartbeat_s: heartbeatS };
}
