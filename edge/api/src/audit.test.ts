import { env } from "cloudflare:test";
import type { Asset, EventList, Problem, UploadGrant } from "@firstframe/contract";
import { describe, expect, it, vi } from "vitest";
import { compose } from "./compose.ts";
import { makeDispatch } from "./domain/make-dispatch.ts";
import { call, createKey, createUpload, sendFile } from "./testing/client.ts";
import { tasksOf } from "./testing/media-worker.ts";

interface Entry {
  readonly actor: string;
  readonly key_id: string | null;
  readonly key_name: string | null;
  readonly action: string;
  readonly resource_id: string | null;
  readonly request_id: string | null;
  readonly correlation_id: string | null;
}

async function entriesOf(resource: string): Promise<Entry[]> {
  const { results } = await env.DB.prepare("SELECT * FROM audit_entries WHERE resource_id = ? ORDER BY rowid")
    .bind(resource)
    .all<Entry>();
  return results;
}

describe("the audit log", () => {
  it("says who made and who canceled an upload, with which request", async () => {
    const key = await createKey();
    const made = await call<UploadGrant>("POST", "/v1/uploads", {
      token: key,
      json: { correlation_id: "order 7" },
    });
    const canceled = await call("POST", `/v1/uploads/${made.body.id}/cancel`, { token: key });
    const entries = await entriesOf(made.body.id);
    expect(entries).toMatchObject([
      {
        actor: "key",
        key_name: "test",
        action: "POST /v1/uploads",
        request_id: made.headers.get("x-request-id"),
        correlation_id: "order 7",
      },
      { action: "POST /v1/uploads/:id/cancel", request_id: canceled.headers.get("x-request-id") },
    ]);
    expect(entries[0]?.key_id).toMatch(/^key_/);
  });

  it("names what was made: a key, an endpoint", async () => {
    const token = await createKey();
    for (const [path, json] of [
      ["/v1/api-keys", { name: "made", environment: "sandbox", scopes: ["assets:read"] }],
      ["/v1/webhook-endpoints", { url: "http://hooks.test/" }],
    ] as const) {
      const { body } = await call<{ id: string }>("POST", path, { token, json });
      expect(await entriesOf(body.id)).toMatchObject([{ action: `POST ${path}`, key_name: "test" }]);
    }
  });

  it("has nothing of what changed nothing: reads, refusals, replays", async () => {
    const key = await createKey();
    const headers = { "idempotency-key": crypto.randomUUID() };
    const { body } = await call<UploadGrant>("POST", "/v1/uploads", { token: key, json: {}, headers });
    await call("POST", "/v1/uploads", { token: key, json: {}, headers });
    await call("GET", `/v1/uploads/${body.id}`, { token: key });
    await sendFile(body, new Uint8Array(8));
    expect((await call("POST", `/v1/uploads/${body.id}/cancel`, { token: key })).status).toBe(409);
    expect(await entriesOf(body.id)).toHaveLength(1);
  });
});

describe("trace context and correlation id", () => {
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  const parent = `00-${traceId}-00f067aa0ba902b7-01`;

  it("go along to events, jobs, tasks, media workers and log lines", async () => {
    const lines = vi.spyOn(console, "info");
    const key = await createKey();
    const { body: grant } = await call<UploadGrant>("POST", "/v1/uploads", {
      token: key,
      json: { correlation_id: "order 8" },
      headers: { traceparent: parent },
    });
    const logged = lines.mock.calls.map(([line]) => JSON.parse(String(line)));
    lines.mockRestore();
    expect(logged).toContainEqual(
      expect.objectContaining({
        message: "POST /v1/uploads",
        correlation_id: "order 8",
        traceparent: expect.stringContaining(traceId),
      }),
    );
    await sendFile(grant, new Uint8Array(8));
    const { body } = await call<EventList>("GET", `/v1/events?asset_id=${grant.asset_id}`, { token: key });
    const kinds = new Set(body.data.map(({ type }) => type.split(".")[0]));
    expect(kinds).toEqual(new Set(["asset", "upload", "job", "task"]));
    for (const event of body.data) {
      expect(event.correlation_id).toBe("order 8");
      expect(event.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
      // A span of ours, not the caller's own.
      expect(event.traceparent).not.toBe(parent);
    }
    const services = compose(env);
    const [task] = await tasksOf(grant.asset_id);
    const asset = await services.assets.find(grant.asset_id);
    const upload = await services.uploads.find(grant.id);
    if (!task || !asset || !upload) throw new Error("something is not there");
    expect(await makeDispatch(services, { task, asset, upload })).toMatchObject({
      correlation_id: "order 8",
      traceparent: body.data[0]?.traceparent,
    });
  });

  it("come with any request as X-Correlation-Id, which what is made without one of its own gets", async () => {
    const token = await createKey();
    const headers = { "x-correlation-id": "order 10" };
    const make = <Made extends { id: string }>(path: string, json: object) =>
      call<Made>("POST", path, { token, json, headers });
    const upload = await make<UploadGrant>("/v1/uploads", {});
    const asset = await make<Asset>("/v1/assets", { input: { url: "https://files.test/a.mp4" } });
    const own = await make<UploadGrant>("/v1/uploads", { correlation_id: "order 11" });
    const key = await make("/v1/api-keys", {
      ...{ name: "made", environment: "sandbox", scopes: ["assets:read"] },
    });
    const ofBodies = [upload, asset, own].map(({ body }) => body.correlation_id);
    expect(ofBodies).toEqual(["order 10", "order 10", "order 11"]);
    const { body } = await call<EventList>("GET", `/v1/events?asset_id=${asset.body.id}`, { token });
    expect(new Set(body.data.map(({ correlation_id }) => correlation_id))).toEqual(new Set(["order 10"]));
    await call("POST", `/v1/uploads/${upload.body.id}/cancel`, { token, headers });
    const made = await Promise.all([upload, own, key].map((each) => entriesOf(each.body.id)));
    expect(made.map((entries) => entries.map(({ correlation_id }) => correlation_id))).toEqual([
      ["order 10", "order 10"],
      ["order 11"],
      ["order 10"],
    ]);
  });

  it.each(["", "x".repeat(129), "caf\u00e9", "a\tb"])("cannot be %j", async (name) => {
    const answer = await call<Problem>("POST", "/v1/uploads", {
      ...{ token: await createKey(), json: {}, headers: { "x-correlation-id": name } },
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: "X-Correlation-Id" }] } });
  });

  it.each([undefined, "", "nonsense", parent.toUpperCase(), `00-${"0".repeat(32)}-00f067aa0ba902b7-01`])(
    "%j begins no trace",
    async (traceparent) => {
      const { body } = await call<UploadGrant>("POST", "/v1/uploads", {
        token: await createKey(),
        json: {},
        headers: traceparent === undefined ? {} : { traceparent },
      });
      expect((await compose(env).assets.find(body.asset_id))?.traceparent).toBeNull();
    },
  );

  it("are not asked for", async () => {
    const grant = await createUpload(await createKey());
    expect((await compose(env).assets.find(grant.asset_id))?.correlation_id).toBeNull();
  });
});
