import type { TaskQueue } from "../domain/ports.ts";

/** What travels through the queue: the task itself stays in the database. */
export interface TaskMessage {
  readonly task_id: string;
}

/** Tasks through Cloudflare Queues. */
export function queueTaskQueue(queue: Queue<TaskMessage>): TaskQueue {
  return {
    async send(taskId, delayS = 0) {
      await queue.send({ task_id: taskId }, { delaySeconds: delayS });
    },
  };
}
