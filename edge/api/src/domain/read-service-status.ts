import type { ServiceStatus } from "@firstframe/contract";
import type { Services } from "./ports.ts";

/** Queue depth over both environments (they share the workers) and what it means for a newcomer. */
export async function readServiceStatus({ tasks, clock }: Services): Promise<ServiceStatus> {
  const { queued_weight, seconds_per_weight, ...queue } = await tasks.queue(clock());
  const parallel = Math.max(1, queue.running);
  return {
    accepting: true,
    queue,
    // A weight is what a task was thought to take, in seconds, until tasks that have ended tell better.
    expected_wait_s: Math.round((queued_weight * (seconds_per_weight ?? 1)) / parallel),
  };
}
