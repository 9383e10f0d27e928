import type { JobQueue } from "../domain/ports.ts";

/** What travels through the queue: the job itself stays in the database. */
export interface JobMessage {
  readonly job_id: string;
}

/** Jobs through Cloudflare Queues. */
export function queueJobQueue(queue: Queue<JobMessage>): JobQueue {
  return {
    async send(jobId, delayS = 0) {
      await queue.send({ job_id: jobId }, { delaySeconds: delayS });
    },
  };
}
