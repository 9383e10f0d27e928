import { enqueueJob } from "./enqueue-job.ts";
import { expireUpload } from "./expire-upload.ts";
import { failJob } from "./fail-job.ts";
import type { Services } from "./ports.ts";

/** A queued job that nobody took for this long is put on the queue again, in ms. */
const forgottenAfter = 60_000;
const batch = 100;

/** Finds what was lost (attempts without heartbeat, jobs the queue forgot, uploads given up) and repairs it. */
export async function reconcile(services: Services): Promise<void> {
  const now = services.clock();
  for (const job of await services.jobs.findLost(now, batch)) {
    await repair(services, "lost attempt", job.id, () =>
      failJob(services, {
        jobId: job.id,
        attempt: job.attempt,
        code: "processing_failed",
        detail: "the media worker stopped sending heartbeats",
        retryable: true,
      }),
    );
  }
  for (const job of await services.jobs.findForgotten(now - forgottenAfter, batch)) {
    await repair(services, "forgotten job", job.id, () => enqueueJob(services, job.id));
  }
  for (const upload of await services.uploads.findExpired(now, batch)) {
    await repair(services, "expired upload", upload.id, () => expireUpload(services, upload.id));
  }
}

/** One repair; a failure is logged and leaves the others their turn. */
async function repair(services: Services, what: string, id: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
    services.log("info", `reconciled: ${what}`, { id });
  } catch (error) {
    services.log("error", `could not reconcile: ${what}`, { id, error: String(error) });
  }
}
