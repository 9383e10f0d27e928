import type { Heartbeat, Lease } from "@firstframe/contract";
import { formatTime } from "./format-time.ts";
import { leaseLost, leaseTime } from "./lease-job.ts";
import type { Services } from "./ports.ts";

/**
 * Prolongs an attempt's lease and records its progress.
 *
 * @throws ApiError `lease_lost`
 */
export async function beatJob(
  services: Services,
  input: Heartbeat & { jobId: string },
): Promise<Pick<Lease, "expires_at">> {
  const leaseExpiresAt = services.clock() + leaseTime;
  const { jobId, attempt, stage, progress } = input;
  if (!(await services.jobs.beat(jobId, { attempt, stage, progress, leaseExpiresAt }))) throw leaseLost();
  return { expires_at: formatTime(leaseExpiresAt) };
}
