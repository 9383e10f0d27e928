import { enqueueTask } from "./enqueue-task.ts";
import { failTask } from "./fail-task.ts";
import { leaseInVain } from "./lease-in-vain.ts";
import type { Services } from "./ports.ts";
import type { SandboxOutcome } from "./sandbox-outcome.ts";
import type { TaskRecord } from "./task-record.ts";

/** How long what is to be slow waits, in ms. */
const slowWait = 20_000;

/**
 * Lets an outcome that was asked for come about in place of a media worker.
 *
 * @returns whether it has; otherwise the task is to be dispatched
 */
export async function playOutcome(
  services: Services,
  task: TaskRecord,
  outcome: SandboxOutcome | null,
): Promise<boolean> {
  switch (outcome) {
    case "slow": {
      const left = task.attempt > 0 ? 0 : task.created_at + slowWait - services.clock();
      if (left <= 0) return false;
      await enqueueTask(services, task.id, Math.ceil(left / 1000));
      return true;
    }
    case "stuck":
      // Nobody keeps the lease: it runs out like that of a worker that died.
      await leaseInVain(services, task);
      return true;
    case "failed": {
      const attempt = await leaseInVain(services, task);
      if (attempt === null) return true;
      const failure = { code: "processing_failed", detail: "the metadata asked for this outcome" } as const;
      await failTask(services, { ...failure, taskId: task.id, attempt, retryable: false });
      return true;
    }
    case "duplicated":
    case null:
      return false;
  }
}
