import type { WebhookDelivery } from "@firstframe/contract";
import type { Services } from "../ports.ts";
import { StaleStateError } from "../stale-state-error.ts";
import { toWebhookDelivery } from "./delivery-record.ts";
import type { EndpointRecord } from "./endpoint-record.ts";
import { needsEnabled } from "./find-webhook-endpoint.ts";
import { readWebhookDelivery } from "./read-webhook-delivery.ts";

/**
 * Sends a `webhook.test` event to one endpoint, whatever it listens to.
 *
 * @throws ApiError `conflict` where it is disabled
 */
export async function testWebhookEndpoint(
  services: Services,
  endpoint: EndpointRecord,
): Promise<WebhookDelivery> {
  const deliveryId = services.makeId("webhook_delivery");
  try {
    await services.changes.commit([{ kind: "test_webhook_endpoint", endpoint, deliveryId }]);
  } catch (error) {
    if (error instanceof StaleStateError) throw needsEnabled("nothing is sent to it");
    throw error;
  }
  return toWebhookDelivery(await readWebhookDelivery(services, endpoint.environment, deliveryId));
}
