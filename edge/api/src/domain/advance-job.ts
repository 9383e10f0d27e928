import { concludeJob } from "./conclude-job.ts";
import type { Services } from "./ports.ts";
import { publishRenditions } from "./publish-renditions.ts";

/**
 * Does what follows on a task's success: shows what was made, and ends the job if that was the last task. Repeating it is harmless;
 * the reconciler does so where a process died before it came to this.
 */
export async function advanceJob(services: Services, jobId: string): Promise<void> {
  await publishRenditions(services, jobId);
  await concludeJob(services, jobId);
}
