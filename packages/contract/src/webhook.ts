import * as z from "zod";
import { apiVersions } from "./api-version.ts";
import { event, eventPattern, eventTypes } from "./event.ts";
import { id, listOf, listQuery, timestamp } from "./field.ts";
import { environments } from "./scope.ts";
import { deliveryStates, disabledReasons, endpointStates } from "./webhook-state.ts";

const dayS = 24 * 3600;
const url = z.url({ protocol: /^https?$/ }).max(2048);
const events = z.array(eventPattern).min(1).max(eventTypes.length);

/** How messages are signed (Standard Webhooks 1.0): `v1` by a shared secret (HMAC-SHA256), `v1a` by our key (ed25519). */
export const signatureSchemes = ["v1", "v1a"] as const;
export type SignatureScheme = (typeof signatureSchemes)[number];

export const createWebhookEndpoint = z.strictObject({
  /** https, and reachable by anyone; in the sandbox http and private addresses as well. */
  url,
  description: z.string().max(500).default(""),
  /** Types of events that are sent, or all of a kind such as `asset.*`; every one unless told. */
  events: events.optional(),
  signature_scheme: z.enum(signatureSchemes).default("v1"),
  /** Version of the API whose events are sent; the key's own unless told. */
  api_version: z.enum(apiVersions).optional(),
});
export type CreateWebhookEndpoint = z.input<typeof createWebhookEndpoint>;

/** What is left out stays as it is. */
export const updateWebhookEndpoint = z.strictObject({
  url: url.optional(),
  description: z.string().max(500).optional(),
  /** Null: every type. */
  events: events.nullable().optional(),
  api_version: z.enum(apiVersions).optional(),
  state: z.enum(endpointStates).optional(),
});
export type UpdateWebhookEndpoint = z.infer<typeof updateWebhookEndpoint>;

export const webhookEndpoint = z.object({
  id: id("webhook_endpoint"),
  environment: z.enum(environments),
  url: z.string(),
  description: z.string(),
  /** Null: every type. */
  events: z.array(z.string()).nullable(),
  signature_scheme: z.enum(signatureSchemes),
  api_version: z.enum(apiVersions),
  state: z.enum(endpointStates),
  disabled_reason: z.enum(disabledReasons).nullable(),
  disabled_at: timestamp.nullable(),
  /** Since when nothing has got through; null while all is well. */
  failing_since: timestamp.nullable(),
  /** Nothing is sent to it before: it asked for that, or attempts fail one after the other; null: whatever is due is. */
  paused_until: timestamp.nullable(),
  created_at: timestamp,
});
export type WebhookEndpoint = z.infer<typeof webhookEndpoint>;
export const webhookEndpointList = listOf(webhookEndpoint);
export type WebhookEndpointList = z.infer<typeof webhookEndpointList>;

/** With what verifies its messages: `whsec_…` (to be kept secret) or, of `v1a`, `whpk_…` (public). Shown at creation and rotation only. */
export const webhookEndpointWithSecret = webhookEndpoint.extend({ secret: z.string() });
export type WebhookEndpointWithSecret = z.infer<typeof webhookEndpointWithSecret>;

/** Messages carry signatures by both secrets until the overlap ends. */
export const rotateWebhookSecret = z.strictObject({
  overlap_s: z
    .number()
    .int()
    .min(0)
    .max(30 * dayS)
    .default(dayS),
});
export type RotateWebhookSecret = z.input<typeof rotateWebhookSecret>;

/** Sends again: one event, a range of sequence numbers (both inclusive), or all since a moment. */
export const replayWebhooks = z
  .strictObject({
    event_id: id("event").optional(),
    from_sequence: z.number().int().positive().optional(),
    to_sequence: z.number().int().positive().optional(),
    since: timestamp.optional(),
  })
  .refine(
    ({ event_id, from_sequence, since }) =>
      [event_id, from_sequence, since].filter((given) => given !== undefined).length === 1,
    "needs one of event_id, from_sequence (with to_sequence or without) and since",
  )
  .refine(
    ({ from_sequence, to_sequence }) =>
      to_sequence === undefined || (from_sequence !== undefined && to_sequence >= from_sequence),
    "to_sequence goes with from_sequence and is not below it",
  );
export type ReplayWebhooks = z.infer<typeof replayWebhooks>;
export const replayResult = z.object({ deliveries: z.number().int().nonnegative() });
export type ReplayResult = z.infer<typeof replayResult>;

/** One try to get a message through. */
export const deliveryAttempt = z.object({
  number: z.number().int().positive(),
  started_at: timestamp,
  duration_ms: z.number().int().nonnegative(),
  /** HTTP status; null where no answer came. */
  status: z.number().int().nullable(),
  /** Why it failed where the status does not tell: no answer came, or one that leads elsewhere; null otherwise. */
  error: z.string().nullable(),
  /** The first KiB of the answer, as text. */
  response_snippet: z.string(),
});
export type DeliveryAttempt = z.infer<typeof deliveryAttempt>;

export const webhookDelivery = z.object({
  id: id("webhook_delivery"),
  environment: z.enum(environments),
  endpoint_id: id("webhook_endpoint"),
  /** Also the message's `webhook-id`: the same for every delivery of the event, so that duplicates are recognised. */
  event_id: id("event"),
  event_type: z.enum(eventTypes),
  event_sequence: z.number().int().positive(),
  state: z.enum(deliveryStates),
  attempts: z.array(deliveryAttempt),
  /** When it is tried next; null once it is over. */
  next_attempt_at: timestamp.nullable(),
  /** Whether somebody asked for the event to be sent again. */
  is_replay: z.boolean(),
  created_at: timestamp,
  finished_at: timestamp.nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;
export const webhookDeliveryList = listOf(webhookDelivery);
export type WebhookDeliveryList = z.infer<typeof webhookDeliveryList>;
export const webhookDeliveryListQuery = listQuery.extend({
  endpoint_id: id("webhook_endpoint").optional(),
  event_id: id("event").optional(),
  state: z.enum(deliveryStates).optional(),
});
export type WebhookDeliveryListQuery = z.infer<typeof webhookDeliveryListQuery>;

/** The body of a message to an endpoint (Standard Webhooks 1.0, «Payload structure»). */
export const webhookBody = z.object({
  type: z.enum(eventTypes),
  /** When it happened. */
  timestamp,
  data: event,
});
export type WebhookBody = z.infer<typeof webhookBody>;
