import {
  createWebhookEndpoint as createSchema,
  currentApiVersion,
  listQuery,
  replayResult,
  replayWebhooks as replaySchema,
  rotateWebhookSecret as rotateSchema,
  updateWebhookEndpoint as updateSchema,
  webhookDelivery,
  webhookEndpoint,
  webhookEndpointList,
  webhookEndpointWithSecret,
} from "@firstframe/contract";
import { createWebhookEndpoint } from "../domain/webhooks/create-webhook-endpoint.ts";
import { deleteWebhookEndpoint } from "../domain/webhooks/delete-webhook-endpoint.ts";
import { toWebhookEndpoint } from "../domain/webhooks/endpoint-record.ts";
import { findWebhookEndpoint } from "../domain/webhooks/find-webhook-endpoint.ts";
import { replayWebhooks } from "../domain/webhooks/replay-webhooks.ts";
import { rotateWebhookSecret } from "../domain/webhooks/rotate-webhook-secret.ts";
import { testWebhookEndpoint } from "../domain/webhooks/test-webhook-endpoint.ts";
import { updateWebhookEndpoint } from "../domain/webhooks/update-webhook-endpoint.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Webhooks";
const params = idParam("webhook_endpoint");
const read = { scope: "webhooks:read" } as const;
const write = { scope: "webhooks:write" } as const;

export const webhookEndpointRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/webhook-endpoints",
    access: read,
    tag,
    summary: "Webhook endpoints, newest first",
    request: { query: listQuery },
    status: 200,
    response: webhookEndpointList,
    async handle({ services, environment, query }) {
      const page = await services.webhooks.listEndpoints(environment, query);
      return { ...page, data: page.data.map(toWebhookEndpoint) };
    },
  }),
  route({
    method: "POST",
    path: "/v1/webhook-endpoints",
    access: write,
    tag,
    summary: "Make a webhook endpoint; the answer is the one time that its secret is shown",
    request: { body: createSchema },
    status: 201,
    response: webhookEndpointWithSecret,
    handle: ({ services, environment, key, body }) =>
      createWebhookEndpoint(services, {
        ...{ ...body, environment },
        api_version: body.api_version ?? key?.api_version ?? currentApiVersion,
      }),
  }),
  route({
    method: "GET",
    path: "/v1/webhook-endpoints/:id",
    access: read,
    tag,
    summary: "A webhook endpoint",
    request: { params },
    status: 200,
    response: webhookEndpoint,
    handle: async ({ services, environment, params }) =>
      toWebhookEndpoint(await findWebhookEndpoint(services, environment, params.id)),
  }),
  route({
    method: "PATCH",
    path: "/v1/webhook-endpoints/:id",
    access: write,
    tag,
    summary: "Change a webhook endpoint, disable it or enable it",
    request: { params, body: updateSchema },
    status: 200,
    response: webhookEndpoint,
    handle: ({ services, environment, params, body }) =>
      updateWebhookEndpoint(services, { id: params.id, environment }, body),
  }),
  route({
    method: "DELETE",
    path: "/v1/webhook-endpoints/:id",
    access: write,
    tag,
    summary: "Remove a webhook endpoint; what waits to be sent to it is canceled",
    request: { params },
    status: 204,
    response: null,
    handle: async ({ services, environment, params }) =>
      deleteWebhookEndpoint(services, await findWebhookEndpoint(services, environment, params.id)),
  }),
  route({
    method: "POST",
    path: "/v1/webhook-endpoints/:id/rotate-secret",
    access: write,
    tag,
    summary: "Replace the secret; messages carry signatures by both until the overlap ends",
    request: { params, body: rotateSchema },
    status: 200,
    response: webhookEndpointWithSecret,
    async handle({ services, environment, params, body }) {
      const endpoint = await findWebhookEndpoint(services, environment, params.id);
      return rotateWebhookSecret(services, endpoint, body.overlap_s);
    },
  }),
  route({
    method: "POST",
    path: "/v1/webhook-endpoints/:id/test",
    access: write,
    tag,
    summary: "Send a webhook.test event to this endpoint only, whatever it listens to",
    request: { params },
    status: 201,
    response: webhookDelivery,
    handle: async ({ services, environment, params }) =>
      testWebhookEndpoint(services, await findWebhookEndpoint(services, environment, params.id)),
  }),
  route({
    method: "POST",
    path: "/v1/webhook-endpoints/:id/replay",
    access: write,
    tag,
    summary: "Send events again that the endpoint listens to: one, a range, or all since a moment",
    request: { params, body: replaySchema },
    status: 202,
    response: replayResult,
    async handle({ services, environment, params, body }) {
      const endpoint = await findWebhookEndpoint(services, environment, params.id);
      return replayWebhooks(services, endpoint, body);
    },
  }),
];
