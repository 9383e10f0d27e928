import { advanceJob } from "./advance-job.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { executePurges } from "./execute-purges.ts";
import { executeRetention } from "./execute-retention.ts";
import { expireUpload } from "./expire-upload.ts";
import { failTask } from "./fail-task.ts";
import type { Services } from "./ports.ts";

/** A queued task that nobody took for this long is put on the queue again, in ms. */
const forgottenAfter = 60_000;
const batch = 100;
/** Each takes many statements, of which one run may make a thousand. */
const retentionBatch = 25;

/**
 * Finds what was lost (attempts without heartbeat, tasks the queue forgot, jobs that nobody concluded, uploads given up, bytes that
 * belong to nothing) and repairs it; and deletes what was to be kept no longer.
 */
export async function reconcile(services: Services): Promise<void> {
  const now = services.clock();
  for (const task of await services.tasks.findLost(now, batch)) {
    await repair(services, "lost attempt", task.id, () =>
      failTask(services, {
        taskId: task.id,
        attempt: task.attempt,
        code: "processing_failed",
        detail: "the media worker stopped sending heartbeats",
        retryable: true,
      }),
    );
  }
  for (const task of await services.tasks.findForgotten(now - forgottenAfter, batch)) {
    await repair(services, "forgotten task", task.id, () => enqueueTask(services, task.id));
  }
  for (const job of await services.jobs.findUnconcluded(batch)) {
    await repair(services, "job without end", job.id, () => advanceJob(services, job.id));
  }
  for (const upload of await services.uploads.findExpired(now, batch)) {
    await repair(services, "expired upload", upload.id, () => expireUpload(services, upload.id));
  }
  for (const asset of await services.assets.findToDelete(now, retentionBatch)) {
    await repair(services, "asset past its time", asset.id, () => executeRetention(services, asset));
  }
  await executePurges(services);
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
