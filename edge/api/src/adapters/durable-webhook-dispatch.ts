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
      await dispatcherOf(objects).poke();
    },
    wake: (endpointId) => objects.endpoints.getByName(endpointId).wake(endpointId),
  };
}
