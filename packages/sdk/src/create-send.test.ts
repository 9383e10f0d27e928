import { describe, expect, it } from "vitest";
import { Firstframe, FirstframeConnectionError, FirstframeError } from "./index.ts";
import { apiKey, hangUp, json, problem, silence, startApiServer } from "./testing/api-server.ts";

const assetId = `ast_${"0".repeat(26)}`;
const uploadId = `upl_${"0".repeat(26)}`;

const busy = problem(503, "overloaded", true);
const ok = json({ id: assetId });

describe("a call", () => {
  it("is authorised and hands back the answer's JSON", async () => {
    const api = await startApiServer(json({ accepting: true }));
    await expect(api.client().status()).resolves.toEqual({ accepting: true });
    const [request] = api.requests;
    expect(request).toMatchObject({ method: "GET", url: "/v1/status", body: "" });
    expect(request?.headers.authorization).toBe(`Bearer ${apiKey}`);
    expect(request?.headers["idempotency-key"]).toBeUndefined();
    expect(request?.headers["firstframe-version"]).toBe("2026-11-25");
  });

  it("keeps a path in the base URL", async () => {
    const api = await startApiServer(ok);
    await api.client({ baseUrl: `${api.baseUrl}/video/` }).assets.retrieve(assetId);
    expect(api.requests[0]?.url).toBe(`/video/v1/assets/${assetId}`);
  });

  it("does not follow redirects, which would carry the request elsewhere", async () => {
    const elsewhere = await startApiServer(ok);
    const api = await startApiServer((response) =>
      response.writeHead(307, { location: `${elsewhere.baseUrl}/v1/status` }).end(),
    );
    await expect(api.client().status()).rejects.toMatchObject({ code: "unexpected_response", status: 307 });
    expect(elsewhere.requests).toHaveLength(0);
  });

  it("carries the trace that it is part of", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const api = await startApiServer(ok);
    await api.client().assets.retrieve(assetId, { traceparent });
    await api.client().assets.retrieve(assetId);
    expect(api.requests.map(({ headers }) => headers.traceparent)).toEqual([traceparent, undefined]);
  });

  it("uses the fetch it is given", async () => {
    const fetch = async () => Response.json({ accepting: false });
    const firstframe = new Firstframe({ apiKey, baseUrl: "https://video.example.com", fetch });
    await expect(firstframe.status()).resolves.toEqual({ accepting: false });
  });
});

describe("retries", () => {
  it.each([408, 429, 500, 502, 503, 504])("repeat a GET after a bare %i", async (status) => {
    const api = await startApiServer((response) => response.writeHead(status).end(), ok);
    await expect(api.client().assets.retrieve(assetId)).resolves.toEqual({ id: assetId });
    expect(api.requests).toHaveLength(2);
  });

  it("repeat a GET after the connection was cut", async () => {
    const api = await startApiServer(hangUp, hangUp, ok);
    await expect(api.client().assets.retrieve(assetId)).resolves.toEqual({ id: assetId });
    expect(api.requests).toHaveLength(3);
  });

  it("repeat when the connection breaks in the middle of the answer", async () => {
    const api = await startApiServer((response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"id":', () => response.destroy());
    }, ok);
    await expect(api.client().assets.retrieve(assetId)).resolves.toEqual({ id: assetId });
  });

  it("do not repeat what the API calls final, whatever the status", async () => {
    const api = await startApiServer(problem(500, "internal", false), ok);
    await expect(api.client().assets.retrieve(assetId)).rejects.toMatchObject({ code: "internal" });
    expect(api.requests).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 409, 410])("do not repeat a %i", async (status) => {
    const api = await startApiServer(problem(status, "conflict", true), ok);
    await expect(api.client().assets.retrieve(assetId)).rejects.toMatchObject({ status });
    expect(api.requests).toHaveLength(1);
  });

  it("repeat a creation under one idempotency key, and take another for the next", async () => {
    const api = await startApiServer(busy, hangUp, ok);
    const client = api.client();
    await client.uploads.create({ playback_policy: "signed" });
    await client.uploads.create();
    const keys = api.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(4);
    expect(keys[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
    expect(api.requests[2]?.body).toBe('{"playback_policy":"signed"}');
    expect(api.requests[2]?.headers["content-type"]).toBe("application/json");
  });

  it("wait for the answer of an attempt that is still being worked on", async () => {
    const working = problem(409, "idempotency_in_progress", true, { "retry-after": "1" });
    const api = await startApiServer(hangUp, working, working, ok);
    await expect(api.client().uploads.create()).resolves.toEqual({ id: assetId });
    expect(new Set(api.requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(api.delays).toEqual([125, 1_125, 1_125]);
  });

  it("repeat a change whose answer was lost, as it merges", async () => {
    const api = await startApiServer(hangUp, ok);
    await api.client().assets.update(assetId, { metadata: { title: null } });
    expect(api.requests.map(({ method, body }) => [method, body])).toEqual([
      ["PATCH", '{"metadata":{"title":null}}'],
      ["PATCH", '{"metadata":{"title":null}}'],
    ]);
    expect(api.requests[0]?.headers["idempotency-key"]).toBeUndefined();
  });

  it("send the caller's own idempotency key", async () => {
    const api = await startApiServer(busy, ok);
    await api.client().uploads.cancel(uploadId, { idempotencyKey: "order-7" });
    expect(api.requests.map(({ headers }) => headers["idempotency-key"])).toEqual(["order-7", "order-7"]);
  });

  it("back off exponentially with jitter, and stop after maxRetries", async () => {
    const api = await startApiServer(busy);
    const call = api.client({ maxRetries: 3 }).assets.retrieve(assetId);
    await expect(call).rejects.toMatchObject({ code: "overloaded" });
    expect(api.requests).toHaveLength(4);
    expect(api.delays).toEqual([125, 250, 500]);
  });

  it("can be switched off for one call", async () => {
    const api = await startApiServer(busy, ok);
    await expect(api.client().assets.retrieve(assetId, { maxRetries: 0 })).rejects.toThrow(
      "about overloaded",
    );
    expect(api.requests).toHaveLength(1);
  });

  it("wait at least as long as Retry-After says", async () => {
    const later = problem(429, "rate_limited", true, { "retry-after": "7" });
    const api = await startApiServer(later, ok);
    await api.client().assets.retrieve(assetId);
    expect(api.delays).toEqual([7_125]);
  });

  it("do not begin to wait beyond the deadline", async () => {
    const later = problem(429, "rate_limited", true, { "retry-after": "60" });
    const api = await startApiServer(later, ok);
    const call = api.client({ deadlineMs: 10_000 }).assets.retrieve(assetId);
    await expect(call).rejects.toMatchObject({ code: "rate_limited", retryable: true });
    expect(api.delays).toEqual([]);
  });

  it("take an asset that is gone after a lost answer as deleted", async () => {
    const api = await startApiServer(hangUp, problem(404, "not_found", false));
    await expect(api.client().assets.delete(assetId)).resolves.toBeUndefined();
  });

  it("do not take one that never was as deleted", async () => {
    const api = await startApiServer(problem(404, "not_found", false));
    await expect(api.client().assets.delete(assetId)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("errors", () => {
  it("carry what the problem says", async () => {
    const errors = [{ field: "metadata.title", message: "Too long" }];
    const body = { status: 400, code: "invalid_request", detail: "The body is not valid.", retryable: false };
    const api = await startApiServer(json({ ...body, request_id: "req_7", errors }, 400));
    const error = await api
      .client()
      .uploads.create()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FirstframeError);
    expect(error).toMatchObject({
      name: "FirstframeError",
      code: "invalid_request",
      message: "The body is not valid.",
      status: 400,
      requestId: "req_7",
      retryable: false,
      errors,
    });
  });

  it("say so when a proxy answered instead", async () => {
    const api = await startApiServer((response) =>
      response.writeHead(403, { "x-request-id": "req_8" }).end("<h1>Forbidden</h1>"),
    );
    await expect(api.client().status()).rejects.toMatchObject({
      code: "unexpected_response",
      status: 403,
      requestId: "req_8",
      retryable: false,
    });
  });

  it("say so when a success is not JSON", async () => {
    const api = await startApiServer((response) => response.end("<h1>Welcome</h1>"));
    await expect(api.client().status()).rejects.toMatchObject({ code: "unexpected_response", status: 200 });
    expect(api.requests).toHaveLength(1);
  });

  it("tell an unreachable API from one that refuses", async () => {
    const firstframe = new Firstframe({ apiKey, baseUrl: "http://127.0.0.1:1", maxRetries: 0 });
    const error = await firstframe.status().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FirstframeConnectionError);
    expect(error).toMatchObject({ code: "network", retryable: true });
    expect((error as Error).message).toContain("http://127.0.0.1:1/v1/status");
    expect((error as Error).message).not.toContain(apiKey);
  });

  it("do not show the key when the client is printed", () => {
    const firstframe = new Firstframe({ apiKey, baseUrl: "https://video.example.com" });
    expect(JSON.stringify(firstframe)).not.toContain(apiKey);
  });

  it.each(["", "video.example.com", "ftp://video.example.com"])("refuse %j as base URL", (baseUrl) => {
    expect(() => new Firstframe({ apiKey, baseUrl })).toThrow(TypeError);
  });

  it.each([
    { idempotencyKey: "заказ-7" },
    { idempotencyKey: "order 7" },
    { idempotencyKey: "" },
    { idempotencyKey: "7".repeat(256) },
    { traceparent: "00-\n-01" },
    { idempotencyKey: "order-7\u3000" },
    { traceparent: "след" },
  ])("refuse %j by its name without asking, and without trying again", async (options) => {
    const api = await startApiServer(ok);
    const error = await api
      .client()
      .uploads.create({}, options)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(new RegExp(`^${Object.keys(options)[0]} is not `));
    expect(api.delays).toEqual([]);
    expect(api.requests).toHaveLength(0);
  });

  it("refuse a key that cannot be one, and do not show it", () => {
    const baseUrl = "https://video.example.com";
    for (const bad of ["ключ", "ff_live_a\nff_live_b", " "]) {
      expect(() => new Firstframe({ apiKey: bad, baseUrl })).toThrow(/^apiKey is not (?!.*(ключ|live_a))/);
    }
    expect(() => new Firstframe({ apiKey: `${apiKey}\n`, baseUrl })).not.toThrow();
  });

  it.each(["", "..", "ast_1", uploadId])("refuse %j as the id of an asset without asking", async (id) => {
    const api = await startApiServer(ok);
    await expect(api.client().assets.delete(id)).rejects.toThrow(TypeError);
    expect(api.requests).toHaveLength(0);
  });
});

describe("time", () => {
  it("ends an attempt that takes too long, and the next may succeed", async () => {
    const api = await startApiServer(silence, ok);
    await expect(api.client().assets.retrieve(assetId, { timeoutMs: 500 })).resolves.toEqual({ id: assetId });
  });

  it("ends a call whose every attempt takes too long", async () => {
    const api = await startApiServer(silence);
    const call = api.client({ timeoutMs: 500, maxRetries: 1 }).status();
    await expect(call).rejects.toMatchObject({ name: "FirstframeConnectionError", code: "timeout" });
    expect(api.requests).toHaveLength(2);
  });

  it("keeps the last attempt within the deadline", async () => {
    const api = await startApiServer(silence);
    const started = Date.now();
    await expect(api.client({ deadlineMs: 60 }).status()).rejects.toMatchObject({ code: "timeout" });
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it("rejects with the signal's reason when a call is aborted under way", async () => {
    const controller = new AbortController();
    const reason = new Error("visitor left");
    const api = await startApiServer(() => controller.abort(reason));
    await expect(api.client().status({ signal: controller.signal })).rejects.toBe(reason);
    expect(api.requests).toHaveLength(1);
  });

  it("does not call at all when aborted before", async () => {
    const api = await startApiServer(ok);
    const call = api.client().assets.retrieve(assetId, { signal: AbortSignal.abort("too late") });
    await expect(call).rejects.toBe("too late");
    expect(api.requests).toHaveLength(0);
  });

  it("stops waiting for a retry when aborted", async () => {
    const controller = new AbortController();
    const api = await startApiServer((response, request) => {
      problem(503, "overloaded", true, { "retry-after": "60" })(response, request);
      setTimeout(() => controller.abort("enough"), 50);
    });
    const firstframe = new Firstframe({ apiKey, baseUrl: api.baseUrl });
    const started = Date.now();
    await expect(firstframe.status({ signal: controller.signal })).rejects.toBe("enough");
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});
