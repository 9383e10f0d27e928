import { env } from "cloudflare:test";
import type { ReplayResult, WebhookDelivery } from "@firstframe/contract";
import { afterEach, describe, expect, it } from "vitest";
import { call, createKey, createUpload } from "./testing/client.ts";
import {
  createEndpoint,
  createReceiver,
  disableAll,
  eventually,
  readAllEvents,
  readDeliveries,
} from "./testing/webhook-receiver.ts";

afterEach(disableAll);

/** An endpoint that was made after some uploads were, and so knows nothing of them. */
async function lateEndpoint(count: number) {
  const key = await createKey();
  const since = new Date().toISOString();
  await call("POST", "/v1/uploads", { token: await createKey("live"), json: {} });
  for (let i = 0; i < count; i++) await createUpload(key);
  const receiver = await createReceiver();
  const endpoint = await createEndpoint(key, receiver, { events: ["upload.*"] });
  const events = (await readAllEvents(key, "types=upload.created")).slice(-count);
  const replay = (json: object) =>
    call<ReplayResult>("POST", `/v1/webhook-endpoints/${endpoint.id}/replay`, { token: key, json });
  const ids = async () => (await receiver.messages()).map(({ headers }) => headers["webhook-id"]).toSorted();
  const sent = (list: typeof events) =>
    eventually(async () => expect(await ids()).toEqual(list.map(({ id }) => id).toSorted()));
  return { key, since, receiver, endpoint, events, replay, sent };
}

describe("events are sent again", () => {
  it("one, with the id that it always has", async () => {
    const { key, endpoint, events, replay, sent } = await lateEndpoint(3);
    const [, middle] = events;
    expect(await replay({ event_id: middle?.id })).toMatchObject({ status: 202, body: { deliveries: 1 } });
    await sent(events.slice(1, 2));
    expect(await readDeliveries(key, endpoint.id)).toMatchObject([{ event_id: middle?.id, is_replay: true }]);
  });

  it("by their sequence, both ends included", async () => {
    const { events, replay, sent } = await lateEndpoint(4);
    const [, second, third] = events;
    const range = { from_sequence: second?.sequence, to_sequence: third?.sequence };
    expect((await replay(range)).body).toEqual({ deliveries: 2 });
    await sent(events.slice(1, 3));
  });

  it("since a moment: what the endpoint listens to, of its environment", async () => {
    const { since, events, replay, sent } = await lateEndpoint(3);
    const early = new Date(Date.parse(since) - 3600_000).toISOString();
    const later = new Date(Date.now() + 3600_000).toISOString();
    expect((await replay({ since: later })).body).toEqual({ deliveries: 0 });
    expect((await replay({ since })).body).toEqual({ deliveries: 3 });
    await sent(events);
    expect((await replay({ since: early })).body.deliveries).toBeGreaterThanOrEqual(3);
  });

  it("since a moment, which is found among many", async () => {
    const { key, endpoint, replay, receiver } = await lateEndpoint(1);
    const start = Date.now();
    // An hour from each to the next.
    await env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
       INSERT INTO events (id, type, environment, data, created_at)
       SELECT 'evt_' || lower(hex(randomblob(13))), 'track.deleted', 'sandbox', '{}', ?1 + i * 3600000 FROM n`,
    )
      .bind(start)
      .run();
    await env.DB.prepare("UPDATE webhook_cursor SET sequence = (SELECT MAX(sequence) FROM events)").run();
    const path = `/v1/webhook-endpoints/${endpoint.id}`;
    await call("PATCH", path, { token: key, json: { events: ["track.deleted"] } });
    const since = new Date(start + 490 * 3600_000).toISOString();
    expect((await replay({ since })).body).toEqual({ deliveries: 10 });
    await eventually(async () => expect(await receiver.messages()).toHaveLength(10));
    await env.DB.prepare("DELETE FROM events WHERE type = 'track.deleted'").run();
  });

  it("by their delivery", async () => {
    const { key, endpoint, events, replay, receiver } = await lateEndpoint(1);
    await replay({ event_id: events[0]?.id });
    await eventually(async () => expect(await receiver.messages()).toHaveLength(1));
    const [delivery] = await readDeliveries(key, endpoint.id);
    const again = await call<WebhookDelivery>("POST", `/v1/webhook-deliveries/${delivery?.id}/replay`, {
      token: key,
    });
    expect(again).toMatchObject({ status: 201, body: { is_replay: true, event_id: events[0]?.id } });
    expect(again.body.id).not.toBe(delivery?.id);
    await eventually(async () => {
      const path = `/v1/webhook-deliveries/${again.body.id}`;
      expect((await call("GET", path, { token: key })).body).toMatchObject({ state: "succeeded" });
    });
    const [first, second] = await receiver.messages();
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    const other = await createKey("live");
    const path = `/v1/webhook-deliveries/${delivery?.id}/replay`;
    expect((await call("POST", path, { token: other })).status).toBe(404);
  });

  it("only to an endpoint that is enabled, and only what there is", async () => {
    const { key, endpoint, events, replay } = await lateEndpoint(1);
    expect((await replay({ event_id: `evt_${"0".repeat(26)}` })).status).toBe(404);
    const [foreign] = await readAllEvents(await createKey("live"));
    expect((await replay({ event_id: foreign?.id })).status).toBe(404);
    expect((await replay({})).status).toBe(400);
    expect((await replay({ from_sequence: 5, to_sequence: 4 })).status).toBe(400);
    await call("PATCH", `/v1/webhook-endpoints/${endpoint.id}`, { token: key, json: { state: "disabled" } });
    expect(await replay({ event_id: events[0]?.id })).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
    const test = await call("POST", `/v1/webhook-endpoints/${endpoint.id}/test`, { token: key });
    expect(test).toMatchObject({ status: 409, body: { code: "conflict" } });
  });
});

describe("a test event", () => {
  it("goes to its endpoint only, whatever that listens to", async () => {
    const { key, endpoint, receiver } = await lateEndpoint(0);
    const other = await createReceiver();
    await createEndpoint(key, other);
    const test = await call("POST", `/v1/webhook-endpoints/${endpoint.id}/test`, { token: key });
    expect(test).toMatchObject({
      status: 201,
      body: { event_type: "webhook.test", endpoint_id: endpoint.id, is_replay: false },
    });
    await createUpload(key);
    await eventually(async () => {
      expect(await receiver.types()).toEqual(["webhook.test", "upload.created"]);
      expect(await other.types()).toContain("upload.created");
    });
    expect(await other.types()).not.toContain("webhook.test");
  });
});
