import type { ServiceStatus } from "@firstframe/contract";
import type { Services } from "./ports.ts";

/**
 * Queue depth over both environments (they share the workers), what it means for a newcomer, and whether new work is taken: not
 * above the wait that is too long, nor above the depth that is too great whatever is thought of the wait.
 */
export async function readServiceStatus({ tasks, clock, settings }: Services): Promise<ServiceStatus> {
  const { queued_weight, seconds_per_weight, ...queue } = await tasks.queue(clock());
  const parallel = Math.max(1, queue.running);
  // A weight is what a task was thought to take, in seconds, until tasks that have ended tell better.
  const expected_wait_s = Math.round((queued_weight * (seconds_per_weight ?? 1)) / parallel);
  const { highWater } = settings;
  return {
    accepting: expected_wait_s <= highWater.waitS && queue.queued <= highWater.tasks,
    queue,
    expected_wait_s,
  };
}
