import { env } from "cloudflare:test";
import type { Problem } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { allRoutes } from "./routes/all-routes.ts";
import { call, createKey, createUpload } from "./testing/client.ts";

describe("every route", () => {
  const closed = allRoutes.filter(({ access }) => access !== "open");

  it.each(closed.map((route) => [route.method, route.path] as const))(
    "%s %s refuses a caller without a key",
    async (method, path) => {
      const filled = path
        .replace(":attempt", "1")
        .replace(/:path\{.*\}/, "x")
        .replace(":metric", "views")
        .replace(":id", "x");
      expect(await call<Problem>(method, filled, method === "GET" ? {} : { json: {} })).toMatchObject({
        status: 401,
        body: { code: "unauthenticated" },
      });
    },
  );

  it("is told by the OpenAPI document", async () => {
    const { body } = await call<{ openapi: string; paths: Record<string, object> }>("GET", "/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    expect(Object.values(body.paths).flatMap((methods) => Object.keys(methods))).toHaveLength(
      allRoutes.length,
    );
  });
});

describe("keys", () => {
  it("do what their scopes say and nothing else", async () => {
    const reader = await createKey("sandbox", ["assets:read"]);
    expect((await call("GET", "/v1/assets", { token: reader })).status).toBe(200);
    expect(
      await call("POST", "/v1/uploads", { token: reader, json: { playback_policy: "public" } }),
    ).toMatchObject({
      status: 403,
      body: { code: "insufficient_scope" },
    });
  });

  it("see their own environment only", async () => {
    const grant = await createUpload(await createKey("sandbox"));
    const live = await createKey("live");
    expect((await call("GET", `/v1/assets/${grant.asset_id}`, { token: live })).status).toBe(404);
    expect((await call("GET", "/v1/assets", { token: live })).body).toEqual({ data: [], next_cursor: null });
  });

  it("cannot give more than they have", async () => {
    const maker = await createKey("sandbox", ["keys:write"]);
    const made = await call("POST", "/v1/api-keys", {
      token: maker,
      json: { name: "x", environment: "sandbox", scopes: ["assets:read"] },
    });
    expect(made.status).toBe(403);
    const elsewhere = await call("POST", "/v1/api-keys", {
      token: maker,
      json: { name: "x", environment: "live", scopes: ["keys:write"] },
    });
    expect(elsewhere.status).toBe(403);
  });

  it("are kept as hashes", async () => {
    const secret = await createKey();
    const { results } = await env.DB.prepare("SELECT * FROM api_keys").all();
    expect(JSON.stringify(results)).not.toContain(secret);
  });
});

describe("tokens", () => {
  it("for one upload open no other, and no other route", async () => {
    const key = await createKey();
    const [first, second] = [await createUpload(key), await createUpload(key)];
    expect((await call("GET", second.status_url, { token: first.token })).status).toBe(401);
    expect(
      (
        await call("HEAD", `/v1/tus/${second.id}`, {
          token: first.token,
          headers: { "tus-resumable": "1.0.0" },
        })
      ).status,
    ).toBe(404);
    expect((await call("GET", "/v1/assets", { token: first.token })).status).toBe(401);
  });

  it("that have expired say so with a code of their own", async () => {
    const grant = await createUpload(await createKey());
    const token = await compose(env).tokens.signUpload(
      { upload_id: grant.id, environment: "sandbox" },
      Date.now() - 10_000,
    );
    expect(await call("GET", grant.status_url, { token })).toMatchObject({
      status: 401,
      body: { code: "token_expired" },
    });
  });

  it("for playback are refused when tampered with, and name their key in the JWKS", async () => {
    const key = await createKey();
    const grant = await createUpload(key, { playback_policy: "signed" });
    const asset = await compose(env).assets.find(grant.asset_id);
    const { body } = await call<{ token: string }>("POST", "/v1/playback-tokens", {
      token: key,
      json: { playback_id: asset?.playback_id },
    });
    expect(await call("GET", `/play/${body.token}/master.m3u8`)).toMatchObject({
      status: 409,
      body: { code: "not_ready" },
    });
    const [header, , signature] = body.token.split(".");
    const forged = `${header}.${btoa(JSON.stringify({ sub: "pbk_x", exp: 9e9, iss: "firstframe", aud: "play" })).replace(/=/g, "")}.${signature}`;
    expect((await call("GET", `/play/${forged}/master.m3u8`)).status).toBe(401);
    const { body: jwks } = await call<{ keys: { kid: string; d?: string }[] }>(
      "GET",
      "/.well-known/jwks.json",
    );
    expect(jwks.keys.map(({ kid }) => kid)).toContain(JSON.parse(atob(header ?? "")).kid);
    expect(jwks.keys.some(({ d }) => d !== undefined)).toBe(false);
  });
});

describe("bad input", () => {
  it("is refused field by field", async () => {
    const key = await createKey();
    const answer = await call<Problem>("POST", "/v1/uploads", {
      token: key,
      json: { playback_policy: "secret", max_size_bytes: -1, surprise: 1 },
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body.errors?.map(({ field }) => field).sort()).toEqual([
      "max_size_bytes",
      "playback_policy",
      "surprise",
    ]);
    expect(answer.body.request_id).toBe(answer.headers.get("x-request-id"));
  });

  it("links to a reference that has its code", async () => {
    const { body } = await call<Problem>("GET", "/v1/nothing");
    const [path = "", anchor] = body.type.split("#");
    const page = await call<string>("GET", path);
    expect(page.status).toBe(200);
    expect(page.body).toContain(`id="${anchor}"`);
  });

  it.each(["not json", "[]", "null", '"text"'])("%s as a body is no crash", async (body) => {
    const key = await createKey();
    const headers = { "content-type": "application/json" };
    expect((await call("POST", "/v1/uploads", { token: key, body, headers })).status).toBe(400);
  });

  it("of any kind in a path or query is no crash", async () => {
    const key = await createKey();
    for (const path of [
      "/v1/assets/nonsense",
      "/v1/assets?limit=0",
      "/v1/assets?cursor=x",
      "/v1/metrics/nonsense/overall",
      "/v1/views?limit=a",
    ]) {
      expect((await call("GET", path, { token: key })).status).toBe(400);
    }
    expect((await call("GET", "/v1/nothing", { token: key })).status).toBe(404);
  });
});
