import type { Heartbeat, Lease } from "@firstframe/contract";
import { formatTime } from "./format-time.ts";
import { leaseLost } from "./lease-lost.ts";
import type { Services } from "./ports.ts";

/**
 * Prolongs an attempt's lease and records its progress.
 *
 * @throws ApiError `lease_lost`
 */
export async function beatTask(
  services: Services,
  input: Heartbeat & { taskId: string },
): Promise<Pick<Lease, "expires_at">> {
  const leaseExpiresAt = services.clock() + services.settings.leaseMs;
  const { taskId, attempt, stage, progress } = input;
  if (!(await services.tasks.beat(taskId, { attempt, stage, progress, leaseExpiresAt }))) throw leaseLost();
  return { expires_at: formatTime(leaseExpiresAt) };
}
