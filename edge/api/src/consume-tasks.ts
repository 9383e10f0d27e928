import type { TaskMessage } from "./adapters/queue-task-queue.ts";
import { dispatchTask } from "./domain/dispatch-task.ts";
import type { Services } from "./domain/ports.ts";

/** Seconds until a media worker that could not be reached is tried again, by the number of tries. */
const unreachableDelaysS = [1, 2, 5, 10, 30];

/** Offers the queue's tasks to media workers; what is not taken goes back on the queue. */
export async function consumeTasks(services: Services, batch: MessageBatch<TaskMessage>): Promise<void> {
  await Promise.all(batch.messages.map((message) => offer(services, message)));
}

async function offer(services: Services, message: Message<TaskMessage>): Promise<void> {
  const { task_id } = message.body;
  const outcome = await dispatchTask(services, task_id);
  switch (outcome.kind) {
    case "accepted":
    case "gone":
    case "deferred":
      message.ack();
      return;
    case "busy":
      await retry(services, message, outcome.retryAfterS);
      return;
    case "unreachable":
      services.log("warn", "no media worker took the task; it waits", {
        task_id,
        correlation_id: outcome.correlationId,
        attempts: message.attempts,
        reason: outcome.reason,
      });
      await retry(
        services,
        message,
        unreachableDelaysS[Math.min(message.attempts, unreachableDelaysS.length) - 1] ?? 30,
      );
      return;
  }
}

/** What is on the queue is not forgotten: it must not be put there a second time. */
async function retry(services: Services, message: Message<TaskMessage>, delayS: number): Promise<void> {
  message.retry({ delaySeconds: delayS });
  await services.tasks.recordEnqueued(message.body.task_id, services.clock() + delayS * 1000);
}
