import type { ProducedRendition, TaskRecord as TaskReport } from "@firstframe/contract";
import { advanceJob } from "./advance-job.ts";
import type { Change, NewTask } from "./change.ts";
import { enqueueTask } from "./enqueue-task.ts";
import type { JobChange } from "./job-record.ts";
import { leaseLost } from "./lease-lost.ts";
import type { JobSnapshot, Services } from "./ports.ts";
import { retryStale } from "./retry-stale.ts";
import type { TaskOutput, TaskRecord, TaskWithOutput } from "./task-record.ts";

interface Success {
  readonly task: TaskRecord;
  readonly output: TaskOutput;
  readonly record: TaskReport | null;
  /** What changes with it, once. */
  readonly job?: JobChange;
  readonly changes?: readonly Change[];
  /** Tasks that follow on it. */
  readonly next?: readonly NewTask[];
}

/**
 * Ends an attempt that has made everything, and goes on with its job. Repeating the call of the attempt that won is harmless.
 *
 * @returns why the result does not go with what others of the job have made; null where it does, and was taken
 * @throws ApiError `lease_lost`
 */
export async function succeedTask(services: Services, success: Success): Promise<string | null> {
  const { task, next = [] } = success;
  const { fault, isNew } = await retryStale(() => end(services, success));
  if (fault !== null) return fault;
  if (isNew) await Promise.all(next.map(({ id }) => enqueueTask(services, id)));
  await advanceJob(services, task.job_id);
  return null;
}

async function end(
  services: Services,
  success: Success,
): Promise<{ readonly fault: string | null; readonly isNew: boolean }> {
  const { task, output, record, next = [] } = success;
  const { attempt } = output;
  const snapshot = await services.jobs.snapshot(task.job_id);
  const current = snapshot?.tasks.find(({ id }) => id === task.id);
  if (!snapshot || current?.attempt !== attempt) throw leaseLost();
  if (current.state === "succeeded") return { fault: null, isNew: false };
  if (current.state !== "running") throw leaseLost();
  const fault = joinFault(snapshot, current, output.renditions);
  if (fault !== null) return { fault, isNew: false };
  await services.changes.commit([
    // First: two tasks of a job cannot succeed without the one's check having seen what the other made.
    { kind: "advance_job", id: task.job_id, revision: snapshot.job.revision, set: success.job ?? {} },
    ...next.map((added): Change => ({ kind: "create_task", task: added })),
    {
      kind: "move_task",
      id: task.id,
      to: "succeeded",
      attempt,
      set: {
        output,
        record,
        renditions: [...new Set([...task.renditions, ...output.renditions.map(({ id }) => id)])],
        progress: 1,
        stage: null,
        finished_at: services.clock(),
        lease_expires_at: null,
      },
    },
    ...(success.changes ?? []),
  ]);
  return { fault: null, isNew: true };
}

/** Why what a task made does not go with what others of the job have made. */
function joinFault(
  { tasks }: JobSnapshot,
  { id }: TaskWithOutput,
  renditions: readonly ProducedRendition[],
): string | null {
  const others = tasks.filter((task) => task.id !== id && task.state === "succeeded");
  for (const made of renditions) {
    for (const part of others.flatMap(({ output }) => output?.renditions ?? [])) {
      if (part.id === made.id && part.init_sha256 !== made.init_sha256) {
        return `the initialization segment of ${made.id} differs from the one of its other parts`;
      }
    }
  }
  return null;
}
