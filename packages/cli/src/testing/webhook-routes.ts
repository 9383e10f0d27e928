import type { Event, WebhookDelivery } from "@firstframe/contract";
import { webhooks } from "@firstframe/sdk";
import type { Deployment, Handler } from "./deployment.ts";
import { missing, ok } from "./reply.ts";
import { idOf, sampleDelivery, sampleEvent } from "./sample-resources.ts";

/** Routes that send messages: at once, and once. */
export const webhookRoutes: readonly [string, Handler][] = [
  [
    "POST /v1/webhook-endpoints/:/test",
    async ({ params: [id] }, all) => {
      const endpoint = all.endpoints.find((one) => one.id === id);
      if (endpoint === undefined) return missing(id);
      const n = (all.events.at(-1)?.sequence ?? 0) + 1;
      const event = sampleEvent(n, { type: "webhook.test", created_at: new Date().toISOString() });
      all.events.push(event);
      return ok(202, await deliver(event, endpoint.id, false, all));
    },
  ],
  [
    "POST /v1/webhook-endpoints/:/rotate-secret",
    ({ params: [id] }, all) => {
      const endpoint = all.endpoints.find((one) => one.id === id);
      return endpoint ? ok(200, { ...endpoint, secret: all.webhookSecret }) : missing(id);
    },
  ],
  [
    "POST /v1/webhook-endpoints/:/replay",
    ({ params: [id] }, all) =>
      all.endpoints.some((one) => one.id === id) ? ok(202, { deliveries: all.events.length }) : missing(id),
  ],
  [
    "GET /v1/webhook-deliveries/:",
    ({ params: [id] }, all) => {
      const found = all.deliveries.find((one) => one.id === id);
      return found ? ok(200, found) : missing(id);
    },
  ],
  [
    "POST /v1/webhook-deliveries/:/replay",
    async ({ params: [id] }, all) => {
      const delivery = all.deliveries.find((one) => one.id === id);
      const event = all.events.find((one) => one.id === delivery?.event_id);
      return delivery && event ? ok(202, await deliver(event, delivery.endpoint_id, true, all)) : missing(id);
    },
  ],
];

async function deliver(
  event: Event,
  endpointId: string,
  isReplay: boolean,
  all: Deployment,
): Promise<WebhookDelivery> {
  const url = all.endpoints.find(({ id }) => id === endpointId)?.url ?? "";
  const { headers, body } = await webhooks.sign(event, { secret: all.webhookSecret });
  const status = await fetch(url, { method: "POST", headers, body }).then(
    (response) => response.status,
    () => null,
  );
  const isTaken = status !== null && status < 300;
  const now = new Date().toISOString();
  const delivery = sampleDelivery(all.deliveries.length + 100, {
    ...{ id: idOf("whd", all.deliveries.length + 100), endpoint_id: endpointId, event_id: event.id },
    ...{ event_type: event.type, event_sequence: event.sequence, is_replay: isReplay, created_at: now },
    state: isTaken ? "succeeded" : "pending",
    attempts: [
      {
        ...{ number: 1, started_at: now, duration_ms: 3, status, response_snippet: "" },
        error: status === null ? "connection refused" : null,
      },
    ],
  });
  all.deliveries.unshift(delivery);
  return delivery;
}
