import { env } from "cloudflare:test";
import type {
  Event,
  EventList,
  WebhookDelivery,
  WebhookDeliveryList,
  WebhookEndpoint,
  WebhookEndpointWithSecret,
} from "@firstframe/contract";
import { expect, vi } from "vitest";
import { d1ChangeLog } from "../adapters/d1-change-log.ts";
import { httpWebhookSender } from "../adapters/http-webhook-sender.ts";
import { compose } from "../compose.ts";
import type { Services } from "../domain/ports.ts";
import { call } from "./client.ts";
import { controlHeader, type ReceivedMessage, type ScriptedAnswer } from "./receivers.ts";

/** A server that receives webhooks. */
export interface Receiver {
  readonly url: string;
  /** What it answers from now on: one answer after the other, and the last one for ever. */
  answer(...answers: ScriptedAnswer[]): Promise<void>;
  /** Lets go the answers that it holds by now. */
  release(): Promise<void>;
  messages(): Promise<ReceivedMessage[]>;
  /** The types of the events that it got, in the order in which they happened: messages may overtake each other. */
  types(): Promise<string[]>;
}

export async function createReceiver(...answers: ScriptedAnswer[]): Promise<Receiver> {
  const url = `http://${crypto.randomUUID()}.receiver.test/hooks`;
  const control = async (what: string, body?: unknown) =>
    fetch(url, {
      ...{ method: "POST", headers: { [controlHeader]: what } },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const messages = async () => (await control("messages")).json<ReceivedMessage[]>();
  const answer = async (...next: ScriptedAnswer[]) => {
    await (await control("answers", next)).text();
  };
  if (answers.length > 0) await answer(...answers);
  return {
    ...{ url, answer, messages },
    async release() {
      await (await control("release")).text();
    },
    types: async () =>
      (await messages())
        .map(({ body }) => JSON.parse(body))
        .toSorted((a, b) => a.data.sequence - b.data.sequence)
        .map(({ type }) => type),
  };
}

export async function createEndpoint(
  key: string,
  { url }: Pick<Receiver, "url">,
  options: object = {},
): Promise<WebhookEndpointWithSecret> {
  const { status, body } = await call<WebhookEndpointWithSecret>("POST", "/v1/webhook-endpoints", {
    token: key,
    json: { url, ...options },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

export async function readEndpoint(key: string, id: string): Promise<WebhookEndpoint> {
  return (await call<WebhookEndpoint>("GET", `/v1/webhook-endpoints/${id}`, { token: key })).body;
}

/** Of an endpoint, newest first, by their events. */
export async function readDeliveries(
  key: string,
  endpointId: string,
  query = "",
): Promise<WebhookDelivery[]> {
  const path = `/v1/webhook-deliveries?limit=100&endpoint_id=${endpointId}${query}`;
  const { data } = (await call<WebhookDeliveryList>("GET", path, { token: key })).body;
  return data.toSorted((a, b) => b.event_sequence - a.event_sequence);
}

export async function readAllEvents(key: string, query = ""): Promise<Event[]> {
  return (await call<EventList>("GET", `/v1/events?${query}`, { token: key })).body.data;
}

/** Until something is so. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  await vi.waitFor(check, { timeout: 10_000, interval: 20 });
}

/** Services of that much later which wake nobody: what is sent, and when, is up to the test. */
export function quietServices(ms = 0, more: Partial<Services> = {}): Services {
  const services = compose(env);
  const clock = () => Date.now() + ms;
  return {
    ...{ ...services, clock },
    changes: d1ChangeLog(env.DB, { clock, makeId: services.makeId }),
    webhookDispatch: { dispatch: async () => undefined, wake: async () => false },
    webhookSender: httpWebhookSender((url, init) => fetch(url, init), { timeoutMs: 2_000, now: clock }),
    ...more,
  };
}

/** Nothing is sent to what earlier tests have made. */
export async function disableAll(): Promise<void> {
  await env.DB.prepare("UPDATE webhook_endpoints SET state = 'disabled'").run();
}
