import type { Services } from "./ports.ts";

/** Puts a queued job on the queue. A failure is not the caller's: the reconciler finds the job and tries again. */
export async function enqueueJob(services: Services, jobId: string, delayS = 0): Promise<void> {
  try {
    await services.queue.send(jobId, delayS);
    await services.jobs.recordEnqueued(jobId, services.clock() + delayS * 1000);
  } catch (error) {
    services.log("error", "the queue did not take the job; the reconciler will send it again", {
      job_id: jobId,
      error: String(error),
    });
  }
}
