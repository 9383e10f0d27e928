import { env, runInDurableObject } from "cloudflare:test";
import {
  currentApiVersion,
  createWebhookEndpoint as schema,
  createUpload as uploadSchema,
  type WebhookDelivery,
} from "@firstframe/contract";
import { scopes } from "@firstframe/contract/constants";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { httpWebhookSender } from "./adapters/http-webhook-sender.ts";
import type { WebhookEndpointObject } from "./adapters/webhook-endpoint-object.ts";
import { createApiKey } from "./domain/create-api-key.ts";
import { newUpload } from "./domain/new-upload.ts";
import type { Services } from "./domain/ports.ts";
import { createWebhookEndpoint } from "./domain/webhooks/create-webhook-endpoint.ts";
import { deleteWebhookEndpoint } from "./domain/webhooks/delete-webhook-endpoint.ts";
import { dispatchEvents } from "./domain/webhooks/dispatch-events.ts";
import { findWebhookEndpoint } from "./domain/webhooks/find-webhook-endpoint.ts";
import { rotateWebhookSecret } from "./domain/webhooks/rotate-webhook-secret.ts";
import { sendDeliveries } from "./domain/webhooks/send-deliveries.ts";
import { testWebhookEndpoint } from "./domain/webhooks/test-webhook-endpoint.ts";
import { updateWebhookEndpoint } from "./domain/webhooks/update-webhook-endpoint.ts";
import type { WebhookSender } from "./domain/webhooks/webhook-ports.ts";
import { createKey } from "./testing/client.ts";
import type { ScriptedAnswer } from "./testing/receivers.ts";
import {
  createReceiver,
  disableAll,
  eventually,
  quietServices,
  readAllEvents,
  readDeliveries,
  readEndpoint,
} from "./testing/webhook-receiver.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** In this file nothing is sent but by the tests, at their times. */
async function endpointThat(...answers: ScriptedAnswer[]) {
  // By the API it would be news, which wakes whoever sends.
  const { secret: key } = await createApiKey(quietServices(), null, {
    ...{ name: "test", environment: "sandbox", scopes: [...scopes] },
  });
  const receiver = await createReceiver(...answers);
  const input = schema.parse({ url: receiver.url, events: ["track.*"] });
  const { id, secret } = await createWebhookEndpoint(quietServices(), {
    ...{ ...input, environment: "sandbox", api_version: currentApiVersion },
  });
  return {
    ...{ id, secret, key, receiver },
    /** Makes a delivery. */
    async test(ms = 0): Promise<WebhookDelivery> {
      const services = quietServices(ms);
      return testWebhookEndpoint(services, await findWebhookEndpoint(services, "sandbox", id));
    },
    send: (ms: number, more: Partial<Services> = {}) => sendDeliveries(quietServices(ms, more), id),
    deliveries: () => readDeliveries(key, id),
    endpoint: () => readEndpoint(key, id),
    /** Its own events, oldest first. */
    events: async () =>
      (await readAllEvents(key, "types=webhook_endpoint.*")).filter(({ data }) => data.endpoint_id === id),
  };
}

/** Sends, and acts once an answer has come that is not recorded yet. */
function afterFirstAnswer(act: () => Promise<unknown>): WebhookSender {
  const { webhookSender } = quietServices();
  let acting: Promise<unknown> | null = null;
  return {
    async send(url, message) {
      const answer = await webhookSender.send(url, message);
      acting ??= act();
      await acting;
      return answer;
    },
  };
}

/** When the delivery is tried next, in ms from now. */
function nextIn(delivery: WebhookDelivery | undefined): number {
  return Date.parse(delivery?.next_attempt_at ?? "") - Date.now();
}

afterEach(disableAll);

describe("a message that does not get through", () => {
  it("is sent again, later each time, until it does; its attempts are kept", async () => {
    const { test, send, deliveries, receiver } = await endpointThat(
      { status: 500, body: "out of order" },
      { status: 404 },
      { status: 200, body: "thanks" },
    );
    await test();
    const middle = { random: () => 0.5 };
    await send(1, middle);
    expect(await deliveries()).toMatchObject([{ state: "pending" }]);
    expect(nextIn((await deliveries())[0])).toBeGreaterThan(4 * second);
    expect(nextIn((await deliveries())[0])).toBeLessThanOrEqual(5 * second + 1);
    expect(await send(2 * second, middle)).toBe(Date.parse((await deliveries())[0]?.next_attempt_at ?? ""));
    expect(await receiver.messages()).toHaveLength(1);
    await send(6 * second, middle);
    expect(nextIn((await deliveries())[0])).toBeGreaterThan(30 * second);
    expect(await send(40 * second, middle)).toBeNull();
    expect(await deliveries()).toMatchObject([
      {
        state: "succeeded",
        next_attempt_at: null,
        attempts: [
          { number: 1, status: 500, response_snippet: "out of order", error: null },
          { number: 2, status: 404, response_snippet: "" },
          { number: 3, status: 200, response_snippet: "thanks" },
        ],
      },
    ]);
    const ids = (await receiver.messages()).map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(1);
  });

  it("has failed after eleven attempts in about three days", async () => {
    const { test, send, deliveries, receiver, events } = await endpointThat({ status: 500 });
    await test();
    let ms = 1;
    for (let attempt = 1; attempt <= 11; attempt++) {
      const next = await send(ms);
      ms = (next ?? 0) - Date.now() + 1;
    }
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: "failed", next_attempt_at: null });
    expect(delivery?.attempts).toHaveLength(11);
    const took = Date.parse(delivery?.finished_at ?? "") - Date.parse(delivery?.created_at ?? "");
    expect(took / day).toBeGreaterThan(2.3);
    expect(took / day).toBeLessThan(3.6);
    expect(await receiver.messages()).toHaveLength(11);
    expect((await events()).map(({ type }) => type)).toEqual(["webhook_endpoint.created"]);
  });

  it.each([
    [
      "a redirect, which is not followed",
      { status: 302, headers: { location: "https://example.com/" } },
      302,
      /redirects/,
    ],
    ["a server that does not answer", { status: 200, delay_ms: 4_000 }, null, /no answer within 2 s/],
  ])("has met %s", async (_, answer, status, error) => {
    const { test, send, deliveries } = await endpointThat(answer);
    await test();
    await send(1);
    expect(await deliveries()).toMatchObject([
      { state: "pending", attempts: [{ status, error: expect.stringMatching(error) }] },
    ]);
  });

  it("keeps the first KiB of an answer", async () => {
    const { test, send, deliveries } = await endpointThat({ status: 400, body: "é".repeat(5000) });
    await test();
    await send(1);
    expect((await deliveries())[0]?.attempts[0]?.response_snippet).toBe("é".repeat(512));
  });

  it("waits as long as it is asked to, within bounds; so does everything else", async () => {
    const { test, send, deliveries, endpoint, receiver } = await endpointThat(
      { status: 429, headers: { "retry-after": "90" } },
      { status: 503, headers: { "retry-after": "999999" } },
      { status: 200 },
    );
    await test();
    const next = await send(1);
    expect(nextIn((await deliveries())[0])).toBeGreaterThan(89 * second);
    expect(Date.parse((await endpoint()).paused_until ?? "")).toBeLessThanOrEqual(next ?? 0);
    await test();
    expect(await send(2 * second)).toBeGreaterThan(Date.now() + 80 * second);
    expect(await receiver.messages()).toHaveLength(1);
    // The other one is due as soon as the pause is over.
    await send(95 * second);
    const asked = (await deliveries()).map(nextIn).filter((ms) => !Number.isNaN(ms));
    expect(Math.max(...asked)).toBeGreaterThan(hour);
    expect(Math.max(...asked)).toBeLessThan(hour + 2 * minute);
    await send(2 * hour);
    await send(2 * hour + minute);
    expect((await deliveries()).map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    expect((await endpoint()).paused_until).toBeNull();
  });
});

describe("an endpoint that is down", () => {
  it("for an hour gets everything afterwards, each event once", async () => {
    const { test, send, deliveries, endpoint, receiver } = await endpointThat({ status: 503 });
    const down = hour;
    let ms = 1;
    let sent = 0;
    while (ms < down) {
      if (sent < 30) {
        await test(ms);
        sent++;
      }
      const next = (await send(ms)) ?? 0;
      ms = Math.max(ms + 20 * second, sent < 30 ? ms + 20 * second : next - Date.now() + 1);
    }
    expect((await endpoint()).failing_since).not.toBeNull();
    expect((await deliveries()).map(({ state }) => state)).toEqual(Array(30).fill("pending"));
    const attempts = (await receiver.messages()).length;
    await receiver.answer({ status: 200 });
    for (let next: number | null = 0; next !== null; ) {
      next = await send(ms);
      ms = Math.max(ms + 1, (next ?? 0) - Date.now() + 1);
    }
    expect((await deliveries()).map(({ state }) => state)).toEqual(Array(30).fill("succeeded"));
    const ids = (await receiver.messages()).slice(attempts).map(({ headers }) => headers["webhook-id"]);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
    expect(await endpoint()).toMatchObject({ state: "enabled", failing_since: null, paused_until: null });
    // What waits does not wait for its turn once the endpoint is back.
    expect(ms).toBeLessThan(down + 20 * minute);
  });

  it("is not pressed: of many that are due, few are tried, and ever less often", async () => {
    const { test, send, receiver, endpoint } = await endpointThat({ status: 500 });
    for (let i = 0; i < 40; i++) await test();
    // The clock stands while it is sent: on a busy machine a pause would be over meanwhile.
    const sendAt = (at: number) => send(0, { clock: () => at });
    const begun = Date.now() + 1;
    const next = await sendAt(begun);
    expect((await receiver.messages()).length).toBeLessThan(20);
    const { paused_until } = await endpoint();
    expect(next).toBe(Date.parse(paused_until ?? ""));
    const resumed = (next ?? 0) + 1;
    const before = (await receiver.messages()).length;
    await sendAt(resumed);
    expect((await receiver.messages()).length - before).toBe(6);
    await receiver.answer({ status: 200 });
    await sendAt(resumed + minute);
    expect((await receiver.messages()).length).toBeGreaterThan(40);
  });

  it("is disabled when nothing has got through for five days, and says so", async () => {
    const { test, send, deliveries, endpoint, events } = await endpointThat({ status: 500 });
    await test();
    let ms = 1;
    for (let next: number | null = 0; next !== null; ) {
      next = await send(ms);
      if (next !== null) ms = next - Date.now() + 1;
    }
    await test(4.9 * day);
    await test(4.9 * day);
    await send(4.9 * day + 1);
    expect(await endpoint()).toMatchObject({ state: "enabled" });
    expect(await send(5.1 * day)).toBeNull();
    expect(await endpoint()).toMatchObject({ state: "disabled", disabled_reason: "failing" });
    expect((await deliveries()).map(({ state }) => state)).toEqual(["canceled", "canceled", "failed"]);
    expect((await events()).at(-1)).toMatchObject({
      type: "webhook_endpoint.disabled",
      data: { endpoint_id: expect.any(String), reason: "failing" },
    });
    await expect(test()).rejects.toMatchObject({ code: "conflict" });
  });

  it("that is gone is disabled at once; what waits is canceled, and nothing more is made", async () => {
    const { id, test, send, deliveries, endpoint, events, receiver } = await endpointThat({ status: 410 });
    await test();
    expect(await send(1)).toBeNull();
    expect(await endpoint()).toMatchObject({ state: "disabled", disabled_reason: "gone" });
    expect(await deliveries()).toMatchObject([{ state: "failed", attempts: [{ status: 410 }] }]);
    expect((await events()).at(-1)).toMatchObject({
      type: "webhook_endpoint.disabled",
      data: { reason: "gone" },
    });

    const services = quietServices();
    await receiver.answer({ status: 200 });
    await updateWebhookEndpoint(services, { id, environment: "sandbox" }, { state: "enabled", events: null });
    expect(await endpoint()).toMatchObject({ state: "enabled", disabled_reason: null, disabled_at: null });
    await dispatchEvents(services);
    // What happened before it was enabled again is not sent.
    expect(await send(1)).toBeNull();
    expect(await deliveries()).toHaveLength(1);
    await test();
    expect(await send(1)).toBeNull();
    expect((await deliveries())[0]).toMatchObject({ state: "succeeded" });
  });
});

describe("an endpoint that gets another address while the old one answers", () => {
  async function moved(...answers: ScriptedAnswer[]) {
    const old = await endpointThat(...answers);
    const receiver = await createReceiver();
    for (let i = 0; i < 8; i++) await old.test();
    const webhookSender = afterFirstAnswer(() =>
      updateWebhookEndpoint(quietServices(), { id: old.id, environment: "sandbox" }, { url: receiver.url }),
    );
    expect(await old.send(1, { webhookSender })).toBe(await nextOf(old));
    return { ...old, receiver };
  }
  const nextOf = async ({ deliveries }: Awaited<ReturnType<typeof endpointThat>>) => {
    const times = (await deliveries()).flatMap(({ next_attempt_at }) => next_attempt_at ?? []);
    return times.length === 0 ? null : Math.min(...times.map((time) => Date.parse(time)));
  };

  it("is not disabled because that one is gone: what waits goes to the new one", async () => {
    const { endpoint, deliveries, events, receiver } = await moved({ status: 410 });
    expect(await endpoint()).toMatchObject({ state: "enabled", url: receiver.url, failing_since: null });
    const states = (await deliveries()).map(({ state }) => state);
    // Six were on their way.
    expect(states.toSorted()).toEqual([...Array(6).fill("failed"), "succeeded", "succeeded"]);
    expect(await receiver.messages()).toHaveLength(2);
    expect((await events()).map(({ type }) => type)).not.toContain("webhook_endpoint.disabled");
  });

  it("has none of that one's failures, and does not wait for it", async () => {
    const { endpoint, receiver, send } = await moved({ status: 503, headers: { "retry-after": "60" } });
    expect(await endpoint()).toMatchObject({ failing_since: null, paused_until: null });
    await send(2 * minute);
    expect(await receiver.messages()).toHaveLength(8);
  });
});

describe("one call", () => {
  it("begins nothing more after five minutes, however slow the endpoint is", async () => {
    const { test, send, receiver } = await endpointThat();
    for (let i = 0; i < 40; i++) await test();
    let now = Date.now() + 1;
    const { webhookSender } = quietServices();
    const slow: Partial<Services> = {
      clock: () => now,
      webhookSender: {
        async send(url, message) {
          const answer = await webhookSender.send(url, message);
          now += 20 * second;
          return answer;
        },
      },
    };
    const begun = now;
    expect(await send(0, slow)).toBe(now);
    expect(now - begun).toBeLessThan(8 * minute);
    for (let next: number | null = 0; next !== null; ) next = await send(0, slow);
    expect(await receiver.messages()).toHaveLength(40);
  });

  it("ends where the platform lets it send no more; nobody is blamed, and the next one goes on", async () => {
    const { test, send, deliveries, endpoint, receiver } = await endpointThat();
    for (let i = 0; i < 20; i++) await test();
    const limited = (requests: number): Partial<Services> => {
      let left = requests;
      const request = async (url: string, init: RequestInit) => {
        if (left-- > 0) return fetch(url, init);
        throw new Error("Too many subrequests by single Worker invocation.");
      };
      return { webhookSender: httpWebhookSender(request, { timeoutMs: 2_000, now: Date.now }) };
    };
    expect(await send(1, limited(15))).not.toBeNull();
    const after = await deliveries();
    expect(after.filter(({ state }) => state === "succeeded")).toHaveLength(15);
    expect(after.filter(({ attempts }) => attempts.length === 0)).toHaveLength(5);
    expect(await endpoint()).toMatchObject({ failing_since: null, paused_until: null });
    await expect(send(1, limited(0))).rejects.toThrow(/lets nothing be sent/);
    expect(await send(1, limited(15))).toBeNull();
    expect(await receiver.messages()).toHaveLength(20);
  });
});

describe("an alarm", () => {
  it("leaves to the next one what became due while it was sending", async () => {
    const { id, test, deliveries, receiver } = await endpointThat({ status: 200, is_held: true });
    const first = await test();
    await runInDurableObject(
      env.WEBHOOK_ENDPOINTS.getByName(id),
      async (sender: WebhookEndpointObject, { storage }) => {
        storage.kv.put("endpoint", id);
        const alarm = sender.alarm();
        await eventually(async () => expect(await receiver.messages()).toHaveLength(1));
        await test();
        expect(await sender.wake(id)).toBe(false);
        await receiver.release();
        await alarm;
      },
    );
    // The second answer is held still: whoever waited for it would not have come here.
    expect(await deliveries()).toMatchObject([
      { state: "pending", attempts: [] },
      { id: first.id, state: "succeeded" },
    ]);
    await receiver.answer({ status: 200 });
    await eventually(async () => {
      await receiver.release();
      expect((await deliveries()).map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    });
  });
});

describe("while much is sent to it, an endpoint", () => {
  it("that is disabled gets little more; what it got is told", async () => {
    const { id, test, send, deliveries, receiver } = await endpointThat();
    for (let i = 0; i < 60; i++) await test();
    const webhookSender = afterFirstAnswer(() =>
      updateWebhookEndpoint(quietServices(), { id, environment: "sandbox" }, { state: "disabled" }),
    );
    expect(await send(1, { webhookSender })).toBeNull();
    const got = await receiver.messages();
    expect(got.length).toBeLessThanOrEqual(45);
    const all = await deliveries();
    expect(all.map(({ state, next_attempt_at }) => [state, next_attempt_at])).toEqual(
      Array(60).fill(["canceled", null]),
    );
    const tried = all.filter(({ attempts }) => attempts.length > 0);
    expect(tried.map(({ event_id }) => event_id).toSorted()).toEqual(
      got.map(({ headers }) => headers["webhook-id"]).toSorted(),
    );
    expect(tried).toMatchObject(tried.map(() => ({ attempts: [{ number: 1, status: 200 }] })));
  });

  it("whose secret is replaced at once gets little more that the old one signs", async () => {
    const { id, secret, test, send, receiver } = await endpointThat();
    for (let i = 0; i < 60; i++) await test();
    const services = quietServices();
    const endpoint = await findWebhookEndpoint(services, "sandbox", id);
    let replaced = "";
    const webhookSender = afterFirstAnswer(async () => {
      replaced = (await rotateWebhookSecret(services, endpoint, 0)).secret;
    });
    expect(await send(1, { webhookSender })).toBeNull();
    const messages = await receiver.messages();
    expect(messages).toHaveLength(60);
    const signedBy = (by: string) =>
      messages.filter(({ headers, body }) => {
        try {
          return new Webhook(by).verify(body, headers) !== undefined;
        } catch {
          return false;
        }
      });
    const old = signedBy(secret).length;
    expect(old).toBeLessThanOrEqual(45);
    expect(signedBy(replaced)).toHaveLength(60 - old);
  });
});

describe("what waits", () => {
  it("is canceled when its endpoint is disabled or deleted, and still told", async () => {
    const { id, key, test, send, deliveries, receiver } = await endpointThat();
    await test();
    const services = quietServices();
    const disabled = await updateWebhookEndpoint(
      services,
      { id, environment: "sandbox" },
      { state: "disabled" },
    );
    expect(disabled).toMatchObject({ state: "disabled", disabled_reason: "requested" });
    expect(await deliveries()).toMatchObject([{ state: "canceled", next_attempt_at: null, attempts: [] }]);
    await updateWebhookEndpoint(services, { id, environment: "sandbox" }, { state: "enabled" });
    await test();
    await deleteWebhookEndpoint(services, await findWebhookEndpoint(services, "sandbox", id));
    expect(await send(1)).toBeNull();
    expect((await deliveries()).map(({ state }) => state)).toEqual(["canceled", "canceled"]);
    expect(await receiver.messages()).toEqual([]);
    const events = await readAllEvents(key, "types=webhook_endpoint.*");
    expect(events.filter(({ data }) => data.endpoint_id === id).map(({ type }) => type)).toEqual([
      "webhook_endpoint.created",
      "webhook_endpoint.disabled",
      "webhook_endpoint.updated",
      "webhook_endpoint.deleted",
    ]);
  });
});

describe("where nobody listens", () => {
  it("nothing is written, and whoever listens later is not told of what was before", async () => {
    const { webhookOutbox } = quietServices();
    const cursor = () => env.DB.prepare("SELECT sequence FROM webhook_cursor").first<number>("sequence");
    const key = await createKey();
    const before = await cursor();
    const services = quietServices();
    const { changes } = newUpload(services, { ...uploadSchema.parse({}), environment: "sandbox" }, {});
    await services.changes.commit(changes);
    expect(await webhookOutbox.fanOut(Date.now(), 100)).toEqual({ listeners: 0, due: [], hasMore: false });
    expect(await cursor()).toBe(before);

    const receiver = await createReceiver();
    const input = schema.parse({ url: receiver.url });
    const { id } = await createWebhookEndpoint(services, {
      ...{ ...input, environment: "sandbox", api_version: currentApiVersion },
    });
    const after = await webhookOutbox.fanOut(Date.now(), 100);
    expect(after).toEqual({ listeners: 1, due: [], hasMore: false });
    expect(await readDeliveries(key, id)).toEqual([]);
  });
});
