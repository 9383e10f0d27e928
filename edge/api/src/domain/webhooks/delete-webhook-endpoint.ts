import { notFound } from "../api-error.ts";
import type { Services } from "../ports.ts";
import { StaleStateError } from "../stale-state-error.ts";
import type { EndpointRecord } from "./endpoint-record.ts";

/**
 * Removes an endpoint with its secrets, and cancels what waits to be sent to it. What was sent is still told.
 *
 * @throws ApiError `not_found` when somebody else has removed it meanwhile
 */
export async function deleteWebhookEndpoint(services: Services, endpoint: EndpointRecord): Promise<void> {
  try {
    await services.changes.commit([{ kind: "delete_webhook_endpoint", endpoint }]);
  } catch (error) {
    if (error instanceof StaleStateError) throw notFound("webhook endpoint", endpoint.id);
    throw error;
  }
}
