import type { Lease } from "@firstframe/contract";
import { formatTime } from "./format-time.ts";
import { leaseLost } from "./lease-lost.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";

/** Heartbeats to a lease: a few may get lost. */
const heartbeatsPerLease = 4;

/**
 * Gives a queued task to a worker; with the first one, its job runs.
 *
 * @throws ApiError `lease_lost` when the task is not queued (any more)
 */
export async function leaseTask(
  services: Services,
  input: { taskId: string; workerId: string },
): Promise<Lease> {
  const { leaseMs } = services.settings;
  const task = await services.tasks.find(input.taskId);
  if (task?.state !== "queued") throw leaseLost();
  const now = services.clock();
  const attempt = task.attempt + 1;
  try {
    await services.changes.commit([
      { kind: "start_job", id: task.job_id },
      {
        kind: "move_task",
        id: task.id,
        to: "running",
        set: {
          attempt,
          worker_id: input.workerId,
          stage: "fetching",
          progress: 0,
          error_code: null,
          started_at: now,
          lease_expires_at: now + leaseMs,
        },
      },
    ]);
  } catch (error) {
    if (error instanceof StaleStateError) throw leaseLost();
    throw error;
  }
  return { attempt, expires_at: formatTime(now + leaseMs), heartbeat_s: leaseMs / 1000 / heartbeatsPerLease };
}
