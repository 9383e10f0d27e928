import type { WebhookDispatch } from "../domain/webhooks/webhook-ports.ts";
import type { WebhookDispatcherObject } from "./webhook-dispatcher-object.ts";
import type { WebhookEndpointObject } from "./webhook-endpoint-object.ts";

export interface WebhookObjects {
  readonly dispatcher: DurableObjectNamespace<WebhookDispatcherObject>;
  readonly endpoints: DurableObjectNamespace<WebhookEndpointObject>;
}

/** The one dispatcher of the deployment. */
export function dispatcherOf({ dispatcher }: WebhookObjects): DurableObjectStub<WebhookDispatcherObject> {
  return dispatcher.getByName("dispatcher");
}

/** One Durable Object that dispatches events, and one per endpoint that sends. */
export function durableWebhookDispatch(objects: WebhookObjects): WebhookDispatch {
  return {
    async dispatch() {
      const outcome = await dispatcherOf(objects).poke();
      if (outcome === "failed")
        throw new Error("events could not be dispatched; the log of the dispatcher tells why");
    },
    wake: (endpointId) => objects.endpoints.getByName(endpointId).wake(endpointId),
  };
}
