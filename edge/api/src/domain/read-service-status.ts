import type { ServiceStatus } from "@firstframe/contract";
import type { Services } from "./ports.ts";

/** Assumed run time of a job while none has finished yet, in seconds. */
const assumedRunS = 30;

/** Queue depth over both environments (they share the workers) and what it means for a newcomer. */
export async function readServiceStatus({ jobs, clock }: Services): Promise<ServiceStatus> {
  const { mean_run_s, ...queue } = await jobs.queue(null, clock());
  const parallel = Math.max(1, queue.running);
  return {
    accepting: true,
    queue,
    expected_wait_s: Math.round((queue.queued * (mean_run_s ?? assumedRunS)) / parallel),
  };
}
