import type { Services } from "./ports.ts";

/**
 * Puts a queued task on the queue. A failure is not the caller's: the reconciler finds the task and tries again.
 *
 * @param delayS whole seconds
 */
export async function enqueueTask(services: Services, taskId: string, delayS = 0): Promise<void> {
  try {
    await services.queue.send(taskId, delayS);
    await services.tasks.recordEnqueued(taskId, services.clock() + delayS * 1000);
  } catch (error) {
    services.log("error", "the queue did not take the task; the reconciler will send it again", {
      task_id: taskId,
      error: String(error),
    });
  }
}
