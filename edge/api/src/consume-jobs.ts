import type { JobMessage } from "./adapters/queue-job-queue.ts";
import { dispatchJob } from "./domain/dispatch-job.ts";
import type { Services } from "./domain/ports.ts";

/** Seconds until a media worker that could not be reached is tried again, by the number of tries. */
const unreachableDelaysS = [1, 2, 5, 10, 30];

/** Offers the queue's jobs to media workers; what is not taken goes back on the queue. */
export async function consumeJobs(services: Services, batch: MessageBatch<JobMessage>): Promise<void> {
  await Promise.all(batch.messages.map((message) => offer(services, message)));
}

async function offer(services: Services, message: Message<JobMessage>): Promise<void> {
  const outcome = await dispatchJob(services, message.body.job_id);
  switch (outcome.kind) {
    case "accepted":
    case "gone":
      message.ack();
      return;
    case "busy":
      message.retry({ delaySeconds: outcome.retryAfterS });
      return;
    case "unreachable":
      services.log("warn", "no media worker took the job; it waits", {
        job_id: message.body.job_id,
        attempts: message.attempts,
        reason: outcome.reason,
      });
      message.retry({
        delaySeconds: unreachableDelaysS[Math.min(message.attempts, unreachableDelaysS.length) - 1] ?? 30,
      });
      return;
  }
}
