import type { TaskMessage } from "./adapters/queue-task-queue.ts";
import { createApp } from "./app.ts";
import { compose } from "./compose.ts";
import { consumeTasks } from "./consume-tasks.ts";
import { reconcile } from "./domain/reconcile.ts";

export { AddressGuard } from "./adapters/address-guard.ts";
export { KeyGuard } from "./adapters/key-guard.ts";
export { MediaContainer } from "./adapters/media-container.ts";
export { UploadObject } from "./adapters/upload-object.ts";
export { WebhookDispatcherObject } from "./adapters/webhook-dispatcher-object.ts";
export { WebhookEndpointObject } from "./adapters/webhook-endpoint-object.ts";

const app = createApp(compose);
const deadLetterQueue = "firstframe-jobs-dead";

export default {
  fetch: app.fetch,

  async queue(batch, env) {
    const services = compose(env);
    if (batch.queue === deadLetterQueue) {
      // The task itself is in the database, still queued: the reconciler puts it on the queue again.
      services.log("error", "tasks waited longer than the queue keeps them", {
        count: batch.messages.length,
      });
      batch.ackAll();
      return;
    }
    await consumeTasks(services, batch);
  },

  async scheduled(_controller, env) {
    await reconcile(compose(env));
  },
} satisfies ExportedHandler<Env, TaskMessage>;
