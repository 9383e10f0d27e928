import { ApiError } from "./api-error.ts";
import { leaseTask } from "./lease-task.ts";
import type { Services } from "./ports.ts";
import type { TaskRecord } from "./task-record.ts";

/** The worker that takes what no worker is to take. */
const madeUpWorker = "wkr_00000000000000000000000000";

/** @returns the attempt; null where another message about the same task was quicker */
export async function leaseInVain(services: Services, task: TaskRecord): Promise<number | null> {
  try {
    return (await leaseTask(services, { taskId: task.id, workerId: madeUpWorker })).attempt;
  } catch (error) {
    if (error instanceof ApiError && error.code === "lease_lost") return null;
    throw error;
  }
}
