import { env, evictDurableObject } from "cloudflare:test";
import { createUpload as createUploadSchema, type WebhookEndpointWithSecret } from "@firstframe/contract";
import { Webhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { afterEach, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { newUpload } from "./domain/new-upload.ts";
import { dispatchEvents } from "./domain/webhooks/dispatch-events.ts";
import { findWebhookEndpoint } from "./domain/webhooks/find-webhook-endpoint.ts";
import { sendDeliveries } from "./domain/webhooks/send-deliveries.ts";
import { testWebhookEndpoint } from "./domain/webhooks/test-webhook-endpoint.ts";
import { call, createKey, createUpload } from "./testing/client.ts";
import type { ReceivedMessage } from "./testing/receivers.ts";
import {
  createEndpoint,
  createReceiver,
  disableAll,
  eventually,
  quietServices,
  readAllEvents,
  readDeliveries,
} from "./testing/webhook-receiver.ts";

const verifiers = [
  ["standardwebhooks", (secret: string) => new Webhook(secret)],
  ["svix", (secret: string) => new SvixWebhook(secret)],
] as const;

afterEach(disableAll);

const uploadTypes = ["asset.created", "upload.created"];

async function received(options: object = {}) {
  const key = await createKey();
  const receiver = await createReceiver();
  const endpoint = await createEndpoint(key, receiver, options);
  const grant = await createUpload(key, { correlation_id: "order-7" });
  await eventually(async () => expect(await receiver.types()).toEqual(uploadTypes));
  const [message] = await receiver.messages();
  if (message === undefined) throw new Error("nothing was received");
  return { key, receiver, endpoint, grant, message };
}

describe("a message", () => {
  it("tells of the whole event, once, with its place in the order of events", async () => {
    const { key, receiver, endpoint, grant, message } = await received();
    expect(message.headers).toMatchObject({
      "content-type": "application/json",
      "firstframe-version": endpoint.api_version,
    });
    expect(message.headers["user-agent"]).toMatch(/^Firstframe-Webhooks\/1\.0 \(\+https:\/\/video\.test\)$/);
    const events = await readAllEvents(key, `asset_id=${grant.asset_id}`);
    const messages = (await receiver.messages()).map(({ headers, body }) => ({
      ...{ id: headers["webhook-id"], body: JSON.parse(body) },
    }));
    expect(messages.toSorted((a, b) => a.body.data.sequence - b.body.data.sequence)).toEqual(
      events.map((event) => ({
        ...{ id: event.id, body: { type: event.type, timestamp: event.created_at, data: event } },
      })),
    );
    expect(JSON.parse(message.body).data).toMatchObject({
      correlation_id: "order-7",
      asset_id: grant.asset_id,
    });
    await eventually(async () =>
      expect(await readDeliveries(key, endpoint.id)).toMatchObject([
        { event_type: "upload.created", state: "succeeded", next_attempt_at: null, is_replay: false },
        {
          event_type: "asset.created",
          state: "succeeded",
          attempts: [{ number: 1, status: 200, error: null }],
        },
      ]),
    );
  });

  it("hands on the trace that its event goes back to", async () => {
    const { key, receiver, grant } = await received();
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    await env.DB.prepare(
      `INSERT INTO events (id, type, environment, asset_id, data, traceparent, created_at)
       VALUES (?, 'asset.updated', 'sandbox', ?, '{}', ?, ?)`,
    )
      .bind(compose(env).makeId("event"), grant.asset_id, traceparent, Date.now())
      .run();
    await createUpload(key);
    await eventually(async () => expect(await receiver.types()).toContain("asset.updated"));
    const message = (await receiver.messages()).find(({ body }) => body.includes("asset.updated"));
    expect(message?.headers.traceparent).toBe(traceparent);
  });

  it.each(verifiers)("is verified by %s, and refused when it is not ours", async (_, verifierOf) => {
    const { endpoint, message } = await received();
    expect(endpoint.secret).toMatch(/^whsec_/);
    expect(atob(endpoint.secret.slice(6))).toHaveLength(32);
    const verifier = verifierOf(endpoint.secret);
    const { headers, body } = message;
    expect(() => verifier.verify(body, headers)).not.toThrow();
    expect(() => verifier.verify(body.replace("asset", "Asset"), headers)).toThrow();
    expect(() => verifier.verify(body, { ...headers, "webhook-id": "evt_other" })).toThrow();
    const wrong = verifierOf(`whsec_${btoa("x".repeat(32))}`);
    expect(() => wrong.verify(body, headers)).toThrow();
    expect(() => verifier.verify(body, { ...headers, "webhook-signature": "v1," })).toThrow();
  });

  it.each(verifiers)("that is old is refused by %s: its time is signed", async (_, verifierOf) => {
    const key = await createKey();
    const receiver = await createReceiver();
    const endpoint = await createEndpoint(key, receiver);
    const earlier = quietServices(-10 * 60_000);
    await testWebhookEndpoint(earlier, await findWebhookEndpoint(earlier, "sandbox", endpoint.id));
    await sendDeliveries(earlier, endpoint.id);
    const [message] = await receiver.messages();
    const { headers = {}, body = "" } = message ?? {};
    expect(() => verifierOf(endpoint.secret).verify(body, headers)).toThrow(/too old/);
  });

  it("of a v1a endpoint is signed by a key whose public half receivers get", async () => {
    const { endpoint, message } = await received({ signature_scheme: "v1a" });
    expect(endpoint.secret).toMatch(/^whpk_/);
    const { headers, body } = message;
    const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const signatures = (headers["webhook-signature"] ?? "").split(" ");
    expect(signatures).toHaveLength(1);
    expect(await isSigned(endpoint.secret, content, signatures[0] ?? "")).toBe(true);
    expect(await isSigned(endpoint.secret, `${content} `, signatures[0] ?? "")).toBe(false);
    const { results } = await env.DB.prepare("SELECT * FROM webhook_secrets WHERE endpoint_id = ?")
      .bind(endpoint.id)
      .all();
    expect(results).toHaveLength(1);
    expect(JSON.stringify(results)).not.toContain(endpoint.secret.slice(5));
  });

  it("carries signatures by both secrets while a rotation overlaps, then by the new one", async () => {
    const { key, receiver, endpoint } = await received();
    const rotated = await rotate(key, endpoint.id, { overlap_s: 60 });
    expect(rotated.secret).not.toBe(endpoint.secret);
    const test = async () => {
      const before = (await receiver.messages()).length;
      await call("POST", `/v1/webhook-endpoints/${endpoint.id}/test`, { token: key });
      await eventually(async () => expect((await receiver.types()).slice(before)).toContain("webhook.test"));
      return (await receiver.messages()).findLast(({ body }) =>
        body.includes("webhook.test"),
      ) as ReceivedMessage;
    };
    const both = await test();
    expect(both.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    for (const [, verifierOf] of verifiers) {
      for (const { secret } of [endpoint, rotated]) verifierOf(secret).verify(both.body, both.headers);
    }
    const last = await rotate(key, endpoint.id, { overlap_s: 0 });
    const one = await test();
    expect(one.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
    for (const [, verifierOf] of verifiers) {
      verifierOf(last.secret).verify(one.body, one.headers);
      for (const { secret } of [endpoint, rotated]) {
        expect(() => verifierOf(secret).verify(one.body, one.headers)).toThrow();
      }
    }
  });
});

describe("an endpoint", () => {
  it("gets what it listens to, of its environment, since it was made", async () => {
    const key = await createKey();
    const live = await createKey("live");
    await createUpload(key);
    const [some, all, kind] = await Promise.all([createReceiver(), createReceiver(), createReceiver()]);
    const { id } = await createEndpoint(key, some, { events: ["upload.created"] });
    await createEndpoint(key, kind, { events: ["asset.*"] });
    await createEndpoint(key, all);
    await createUpload(live);
    const grant = await createUpload(key);
    const own = async (receiver: typeof some) =>
      (await receiver.messages())
        .map(({ body }) => JSON.parse(body))
        .filter(({ data }) => data.asset_id !== null)
        .toSorted((a, b) => a.data.sequence - b.data.sequence)
        .map(({ type, data }) => `${type} ${data.asset_id}`);
    await eventually(async () => {
      expect(await own(some)).toEqual([`upload.created ${grant.asset_id}`]);
      expect(await own(kind)).toEqual([`asset.created ${grant.asset_id}`]);
      expect(await own(all)).toEqual(uploadTypes.map((type) => `${type} ${grant.asset_id}`));
    });

    await call("PATCH", `/v1/webhook-endpoints/${id}`, { token: key, json: { events: ["asset.created"] } });
    const next = await createUpload(key);
    await eventually(async () => expect((await own(some)).at(-1)).toBe(`asset.created ${next.asset_id}`));
    expect(await own(some)).toHaveLength(2);
  });

  it("gets each event once however many dispatchers there are, and whatever dies", async () => {
    const key = await createKey();
    const receiver = await createReceiver();
    const endpoint = await createEndpoint(key, receiver, { events: ["upload.created"] });
    const dispatchers = () => Promise.all(Array.from({ length: 4 }, () => dispatchEvents(compose(env))));
    const [grants] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, () => createUpload(key))),
      ...[dispatchers(), dispatchers(), dispatchers()],
    ]);
    await eventually(async () => {
      const deliveries = await readDeliveries(key, endpoint.id, "&state=succeeded");
      expect(deliveries).toHaveLength(grants.length);
    });
    const got = (await receiver.messages()).map(({ body }) => JSON.parse(body).data.upload_id);
    expect(got.toSorted()).toEqual(grants.map(({ id }) => id).toSorted());
  });

  it("gets what was on its way when everything died between dispatch and sending", async () => {
    const key = await createKey();
    const receiver = await createReceiver();
    const endpoint = await createEndpoint(key, receiver, { events: ["upload.created"] });
    // Wakes both objects, so that there is something to die.
    await call("POST", `/v1/webhook-endpoints/${endpoint.id}/test`, { token: key });
    await eventually(async () => expect(await receiver.types()).toEqual(["webhook.test"]));
    const services = quietServices();
    const { upload, changes } = newUpload(
      services,
      { ...createUploadSchema.parse({}), environment: "sandbox" },
      {},
    );
    await services.changes.commit(changes);
    // Deliveries are made, and nobody is told of them.
    await dispatchEvents(services);
    await evictDurableObject(env.WEBHOOK_DISPATCHER.getByName("dispatcher"));
    await evictDurableObject(env.WEBHOOK_ENDPOINTS.getByName(endpoint.id));
    await compose(env).webhookDispatch.dispatch();
    await eventually(async () => expect(await receiver.types()).toEqual(["webhook.test", "upload.created"]));
    expect(JSON.parse((await receiver.messages())[1]?.body ?? "").data.upload_id).toBe(upload.id);
  });

  it("that does not answer, or is down, does not hold up the others", async () => {
    const key = await createKey();
    const silent = await createReceiver({ status: 200, is_held: true });
    const down = await createReceiver({ status: 503 });
    const quick = await Promise.all([createReceiver(), createReceiver()]);
    const [waiting] = await Promise.all(
      [silent, down, ...quick].map((receiver) =>
        createEndpoint(key, receiver, { events: ["upload.created"] }),
      ),
    );
    const first = await createUpload(key);
    await eventually(async () => expect(await silent.types()).toHaveLength(1));
    const grants = await Promise.all(Array.from({ length: 30 }, () => createUpload(key)));
    await eventually(async () => {
      for (const receiver of quick) expect(await receiver.types()).toHaveLength([first, ...grants].length);
    });
    // Nobody has waited for the silent one to the end: its first answer is held still.
    const attempts = (await readDeliveries(key, waiting?.id ?? "")).flatMap((delivery) => delivery.attempts);
    expect(attempts).toEqual([]);
    await silent.release();
  });

  it("is shown without its secret, and only to keys of its environment that may see it", async () => {
    const { key, endpoint } = await received();
    const shown = await call<object>("GET", `/v1/webhook-endpoints/${endpoint.id}`, { token: key });
    const { secret, ...rest } = endpoint;
    expect(shown).toMatchObject({ status: 200, body: rest });
    expect(JSON.stringify(shown.body)).not.toContain(secret.slice(6));
    const list = await call<{ data: object[] }>("GET", "/v1/webhook-endpoints", { token: key });
    expect(list.body.data).toContainEqual(rest);
    const live = await createKey("live");
    const path = `/v1/webhook-endpoints/${endpoint.id}`;
    expect(await call("GET", path, { token: live })).toMatchObject({
      status: 404,
      body: { code: "not_found" },
    });
    const reader = await createKey("sandbox", ["webhooks:read"]);
    expect((await call("GET", path, { token: reader })).status).toBe(200);
    expect(await call("DELETE", path, { token: reader })).toMatchObject({ status: 403 });
    expect(await call("GET", path, { token: await createKey("sandbox", ["events:read"]) })).toMatchObject({
      status: 403,
    });
  });

  it.each([
    "http://example.com/hooks",
    "https://127.0.0.1/hooks",
    "https://[::1]/hooks",
    "https://10.1.2.3/hooks",
    "https://169.254.169.254/latest",
    "https://localhost/hooks",
    "https://printer.local/hooks",
  ])("in live is not to be %s", async (url) => {
    const answer = await call("POST", "/v1/webhook-endpoints", {
      token: await createKey("live"),
      json: { url },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "invalid_request", errors: [{ field: "url" }] },
    });
    const sandbox = await call("POST", "/v1/webhook-endpoints", { token: await createKey(), json: { url } });
    expect(sandbox.status).toBe(201);
  });
});

async function rotate(key: string, id: string, json: object): Promise<WebhookEndpointWithSecret> {
  const path = `/v1/webhook-endpoints/${id}/rotate-secret`;
  const { status, body } = await call<WebhookEndpointWithSecret>("POST", path, { token: key, json });
  expect(status).toBe(200);
  return body;
}

/** Verifies as the specification says, where the packages know no v1a. */
async function isSigned(publicKey: string, content: string, signature: string): Promise<boolean> {
  const bytes = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes(publicKey.slice(5)), { name: "Ed25519" }, false, [
    "verify",
  ]);
  const [scheme, value = ""] = signature.split(",");
  return (
    scheme === "v1a" && crypto.subtle.verify("Ed25519", key, bytes(value), new TextEncoder().encode(content))
  );
}
