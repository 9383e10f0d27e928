import type { WebhookDelivery } from "@firstframe/contract";
import type { Services } from "../ports.ts";
import { StaleStateError } from "../stale-state-error.ts";
import { type DeliveryRecord, toWebhookDelivery } from "./delivery-record.ts";
import { needsEnabled } from "./find-webhook-endpoint.ts";
import { readWebhookDelivery } from "./read-webhook-delivery.ts";

/**
 * Sends the event of a delivery to its endpoint again, as a delivery of its own.
 *
 * @throws ApiError `conflict` where the endpoint is disabled or deleted
 */
export async function replayWebhookDelivery(
  services: Services,
  { id, environment }: DeliveryRecord,
): Promise<WebhookDelivery> {
  const deliveryId = services.makeId("webhook_delivery");
  try {
    await services.changes.commit([{ kind: "replay_webhook_delivery", id, deliveryId }]);
  } catch (error) {
    if (error instanceof StaleStateError) throw needsEnabled("or deleted, and nothing is sent to it");
    throw error;
  }
  return toWebhookDelivery(await readWebhookDelivery(services, environment, deliveryId));
}
