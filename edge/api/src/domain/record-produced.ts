import type { Produced, ProducedRendition } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { leaseLost } from "./lease-lost.ts";
import type { Services } from "./ports.ts";
import { publishRenditions } from "./publish-renditions.ts";
import { retryStale } from "./retry-stale.ts";
import type { TaskOutput } from "./task-record.ts";

/**
 * Keeps what a running attempt has made so far, and shows viewers what of it can be played. Repeats do no harm.
 *
 * @throws ApiError `lease_lost`; `conflict` for what does not follow on what was told before
 */
export async function recordProduced(
  services: Services,
  { taskId, attempt, opening, renditions }: Produced & { taskId: string },
): Promise<void> {
  const task = await services.tasks.find(taskId);
  if (task === null) throw leaseLost();
  await retryStale(async () => {
    const snapshot = await services.jobs.snapshot(task.job_id);
    const current = snapshot?.tasks.find(({ id }) => id === taskId);
    if (!snapshot || current?.state !== "running" || current.attempt !== attempt) throw leaseLost();
    const before = current.output?.attempt === attempt ? current.output : nothing(attempt);
    const output = {
      ...before,
      opening: opening ?? before.opening,
      renditions: mergeRenditions(before.renditions, renditions),
    };
    await services.changes.commit([
      { kind: "advance_job", id: task.job_id, revision: snapshot.job.revision },
      { kind: "update_task", id: taskId, attempt, set: { output } },
    ]);
  });
  await publishRenditions(services, task.job_id);
}

function nothing(attempt: number): TaskOutput {
  return { attempt, opening: null, renditions: [], files: [] };
}

/** In the order in which they are told now; what is not told again stays. */
function mergeRenditions(
  before: readonly ProducedRendition[],
  told: readonly ProducedRendition[],
): ProducedRendition[] {
  const merged = told.map((next) =>
    mergeRendition(
      before.find(({ id }) => id === next.id),
      next,
    ),
  );
  return [...merged, ...before.filter(({ id }) => !told.some((next) => next.id === id))];
}

function mergeRendition(before: ProducedRendition | undefined, next: ProducedRendition): ProducedRendition {
  if (before === undefined) return next;
  const known = before.segments.length;
  const from = next.first_segment - before.first_segment;
  if (from < 0 || from > known) {
    const end = before.first_segment + known;
    throw conflict(`${next.id}: segment ${end} is the next; the call begins at ${next.first_segment}`);
  }
  if (next.init_sha256 !== before.init_sha256) {
    throw conflict(`${next.id}: the initialization segment is not the one that was told before`);
  }
  // A repeated call may come after a later one.
  const isNews = from + next.segments.length >= known;
  return {
    ...next,
    first_segment: before.first_segment,
    segments: isNews ? [...before.segments.slice(0, from), ...next.segments] : before.segments,
    complete: before.complete || next.complete,
  };
}

function conflict(fault: string): ApiError {
  return new ApiError("conflict", `What was made does not follow on what was told before. ${fault}.`);
}
