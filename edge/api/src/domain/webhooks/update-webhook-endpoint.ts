import type { UpdateWebhookEndpoint, WebhookEndpoint } from "@firstframe/contract";
import type { Change } from "../change.ts";
import type { Services } from "../ports.ts";
import { retryStale } from "../retry-stale.ts";
import { checkWebhookUrl } from "./check-webhook-url.ts";
import { type EndpointRecord, toWebhookEndpoint } from "./endpoint-record.ts";
import { findWebhookEndpoint } from "./find-webhook-endpoint.ts";

/**
 * Changes an endpoint; what is left out stays as it is. Disabling it cancels what waits to be sent to it.
 *
 * @throws ApiError `invalid_request` for an address that is not sent to
 */
export async function updateWebhookEndpoint(
  services: Services,
  { id, environment }: Pick<EndpointRecord, "id" | "environment">,
  update: UpdateWebhookEndpoint,
): Promise<WebhookEndpoint> {
  if (update.url !== undefined) checkWebhookUrl(update.url, environment);
  return retryStale(async () => {
    const changes = changesOf(await findWebhookEndpoint(services, environment, id), update);
    if (changes.length > 0) await services.changes.commit(changes);
    return toWebhookEndpoint(await findWebhookEndpoint(services, environment, id));
  });
}

function changesOf(endpoint: EndpointRecord, { state, ...update }: UpdateWebhookEndpoint): Change[] {
  const set = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
  const changes: Change[] = [];
  if (Object.keys(set).length > 0) changes.push({ kind: "update_webhook_endpoint", endpoint, set });
  if (state === undefined || state === endpoint.state) return changes;
  return state === "enabled"
    ? [...changes, { kind: "enable_webhook_endpoint", endpoint }]
    : [...changes, { kind: "disable_webhook_endpoint", endpoint, reason: "requested" }];
}
