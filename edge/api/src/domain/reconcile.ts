import { advanceJob } from "./advance-job.ts";
import { contradictionKinds } from "./contradiction.ts";
import { enqueueTask } from "./enqueue-task.ts";
import { executePurges } from "./execute-purges.ts";
import { executeRetention } from "./execute-retention.ts";
import { expireUpload } from "./expire-upload.ts";
import { failTask } from "./fail-task.ts";
import type { Services } from "./ports.ts";
import { repair } from "./repair.ts";
import { resolveContradiction } from "./resolve-contradiction.ts";
import { reconcileWebhooks } from "./webhooks/reconcile-webhooks.ts";

/** A queued task that nobody took for this long is put on the queue again, in ms. */
const forgottenAfter = 60_000;
const batch = 100;
/** Each takes many statements, of which one run may make a thousand. */
const retentionBatch = 25;

/**
 * Finds what was lost (attempts without heartbeat, tasks the queue forgot, jobs that nobody concluded, uploads given up, bytes that
 * belong to nothing, events and deliveries that were not sent) and what is contradictory, repairs it, and tells by an event what
 * it has repaired; and deletes what was to be kept no longer.
 */
export async function reconcile(services: Services): Promise<void> {
  const now = services.clock();
  for (const contradiction of await services.contradictions.find(batch)) {
    await repair(services, contradictionKinds[contradiction.kind], contradiction.of, (recording) =>
      resolveContradiction(recording, contradiction),
    );
  }
  for (const task of await services.tasks.findLost(now, batch)) {
    await repair(services, "lost attempt", task, (recording) =>
      failTask(recording, {
        taskId: task.id,
        attempt: task.attempt,
        code: "processing_failed",
        detail: "the media worker stopped sending heartbeats",
        retryable: true,
        lapsedBy: now,
      }),
    );
  }
  for (const task of await services.tasks.findForgotten(now - forgottenAfter, batch)) {
    await repair(services, "forgotten task", task, async (recording) => {
      await enqueueTask(recording, task.id);
      await recording.changes.commit([]);
    });
  }
  for (const job of await services.jobs.findUnconcluded(batch)) {
    await repair(services, "job without end", job, (recording) => advanceJob(recording, job.id));
  }
  for (const upload of await services.uploads.findExpired(now, batch)) {
    await repair(services, "expired upload", upload, (recording) => expireUpload(recording, upload.id, now));
  }
  for (const asset of await services.assets.findToDelete(now, retentionBatch)) {
    await executeRetention(services, asset);
  }
  await executePurges(services);
  await services.requests.prune(now);
  await reconcileWebhooks(services);
}
