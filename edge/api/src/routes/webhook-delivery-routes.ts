import { webhookDelivery, webhookDeliveryList, webhookDeliveryListQuery } from "@firstframe/contract";
import { toWebhookDelivery } from "../domain/webhooks/delivery-record.ts";
import { readWebhookDelivery } from "../domain/webhooks/read-webhook-delivery.ts";
import { replayWebhookDelivery } from "../domain/webhooks/replay-webhook-delivery.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Webhooks";
const params = idParam("webhook_delivery");

export const webhookDeliveryRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/webhook-deliveries",
    access: { scope: "webhooks:read" },
    tag,
    summary: "Webhook deliveries with their attempts, newest first; kept for 30 days",
    request: { query: webhookDeliveryListQuery },
    status: 200,
    response: webhookDeliveryList,
    async handle({ services, environment, query }) {
      const page = await services.webhooks.listDeliveries(environment, query);
      return { ...page, data: page.data.map(toWebhookDelivery) };
    },
  }),
  route({
    method: "GET",
    path: "/v1/webhook-deliveries/:id",
    access: { scope: "webhooks:read" },
    tag,
    summary: "A webhook delivery with its attempts",
    request: { params },
    status: 200,
    response: webhookDelivery,
    handle: async ({ services, environment, params }) =>
      toWebhookDelivery(await readWebhookDelivery(services, environment, params.id)),
  }),
  route({
    method: "POST",
    path: "/v1/webhook-deliveries/:id/replay",
    access: { scope: "webhooks:write" },
    tag,
    summary: "Send the event of a delivery to its endpoint again",
    request: { params },
    status: 201,
    response: webhookDelivery,
    handle: async ({ services, environment, params }) =>
      replayWebhookDelivery(services, await readWebhookDelivery(services, environment, params.id)),
  }),
];
