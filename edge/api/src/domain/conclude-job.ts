import type { Change } from "./change.ts";
import { executePurges, secondPassAfter } from "./execute-purges.ts";
import { joinRenditions } from "./hls/join-renditions.ts";
import { jobFailure } from "./job-failure.ts";
import { attemptDirectory, jobPrefix, recordKey } from "./output-prefix.ts";
import type { JobSnapshot, Services } from "./ports.ts";
import { readDecisionRecord } from "./read-decision-record.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Ends a job whose tasks have all succeeded, and with it the asset is ready; not before everything is published.
 *
 * Only a task that runs adds tasks: once all have succeeded nothing of the job changes any more, and whoever finds it so
 * concludes the same. The compare-and-set of the job's state lets one of them do it.
 */
export async function concludeJob(services: Services, jobId: string): Promise<void> {
  const job = await services.jobs.find(jobId);
  if (job?.state !== "running" || job.task_counts.queued + job.task_counts.running > 0) return;
  const snapshot = await services.jobs.snapshot(jobId);
  if (snapshot?.job.state !== "running") return;
  const conclusion = await conclusionOf(services, snapshot);
  if (conclusion.length === 0) return;
  try {
    await services.changes.commit(conclusion);
  } catch (error) {
    // Another request has concluded it, or its asset has ended.
    if (!(error instanceof StaleStateError)) throw error;
  }
  await executePurges(services);
}

async function conclusionOf(services: Services, { job, tasks }: JobSnapshot): Promise<Change[]> {
  const now = services.clock();
  const success: Change = {
    kind: "move_job",
    id: job.id,
    to: "succeeded",
    set: { progress: 1, finished_at: now },
  };
  if (job.kind === "fetch") return [success];
  const asset = await services.assets.find(job.asset_id);
  if (asset === null) return [];
  const complete = joinRenditions(tasks, asset.rendition_order).filter(({ rendition }) => rendition.complete);
  const lacking = asset.rendition_order.filter(
    (id) => !complete.some(({ rendition }) => rendition.id === id),
  );
  if (lacking.length > 0) {
    const detail = `every task has ended, but there is not all of ${lacking.join(", ")}`;
    return jobFailure(services, job, { code: "processing_failed", detail });
  }
  // Whoever ended the last task is about to publish; if that died, the reconciler does, and comes here again.
  if (asset.revision !== job.revision) return [];
  await keepRecord(services, job);
  const dead = tasks.flatMap((task) =>
    Array.from({ length: task.attempt - 1 }, (_, index) => attemptDirectory(task, index + 1)),
  );
  return [
    success,
    {
      kind: "move_asset",
      id: asset.id,
      to: "ready",
      set: {
        duration_ms: Math.max(...complete.map(({ rendition }) => rendition.duration_ms)),
        ready_at: now,
      },
    },
    ...dead.map((directory): Change => {
      // Some viewers may still have a playlist that names what it holds.
      return { kind: "purge", prefix: jobPrefix(job) + directory, dueAt: now + secondPassAfter };
    }),
  ];
}

/** Saves the decision record with the outputs; whoever concludes the same writes the same. */
async function keepRecord(services: Services, job: JobSnapshot["job"]): Promise<void> {
  const record = await readDecisionRecord(services, job.id);
  const body = new TextEncoder().encode(JSON.stringify(record, null, 2));
  await services.objects.put(recordKey(job), body, {
    size: body.byteLength,
    contentType: "application/json",
  });
}
