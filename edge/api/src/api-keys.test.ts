import { env, runDurableObjectAlarm } from "cloudflare:test";
import type { ApiKey, ApiKeyList, EventList, Problem } from "@firstframe/contract";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hashSecret } from "./domain/api-key-secret.ts";
import { call, createKey } from "./testing/client.ts";
import { makeKey, manageKey } from "./testing/keys.ts";

const hour = 3600;
const root = env.ROOT_SECRET;

/** Sets the clock of the Worker and its objects, which run in this isolate; timers go on as they are. */
function later(seconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
}
afterEach(() => void vi.useRealTimers());

const statusOf = async (token: string) => (await call("GET", "/v1/assets", { token })).status;
const read = async (id: string) => (await call<ApiKey>("GET", `/v1/api-keys/${id}`, { token: root })).body;

describe("a key", () => {
  it("is listed with everything but its secret, newest first, page by page", async () => {
    const made = [await makeKey({ name: "a" }), await makeKey({ name: "b" }), await makeKey({ name: "c" })];
    const token = made[0]?.secret ?? "";
    const first = await call<ApiKeyList>("GET", "/v1/api-keys?limit=2", { token });
    expect(first.body.data).toHaveLength(2);
    const second = await call<ApiKeyList>("GET", `/v1/api-keys?cursor=${first.body.next_cursor}`, { token });
    const listed = [...first.body.data, ...second.body.data];
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
    const times = listed.map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort().reverse());
    for (const key of listed) expect(key).not.toHaveProperty("secret_hash");
    expect(JSON.stringify(listed)).not.toContain(token);
    expect((await call<ApiKey>("GET", `/v1/api-keys/${made[1]?.id}`, { token })).body).toEqual(
      listed.find(({ id }) => id === made[1]?.id),
    );
  });

  it("ends by itself when it was said to", async () => {
    const key = await makeKey({ expires_in_s: hour });
    expect(Date.parse(key.expires_at ?? "") - Date.parse(key.created_at)).toBe(hour * 1000);
    expect(await statusOf(key.secret)).toBe(200);
    later(hour - 10);
    expect(await statusOf(key.secret)).toBe(200);
    later(10);
    expect(await call<Problem>("GET", "/v1/assets", { token: key.secret })).toMatchObject({
      status: 401,
      body: { code: "unauthenticated", detail: expect.stringContaining(`ended at ${key.expires_at}`) },
    });
  });

  it("is pinned to the version that it was made with", async () => {
    expect((await makeKey({ api_version: "2026-10-01" })).api_version).toBe("2026-10-01");
  });

  it("tells how often and when it was used, some seconds later", async () => {
    const key = await makeKey();
    expect(await read(key.id)).toMatchObject({ use_count: 0, last_used_at: null });
    const before = Date.now();
    for (let i = 0; i < 5; i++) await statusOf(key.secret);
    const guard = env.KEY_GUARDS.getByName(await hashSecret(key.secret));
    expect(await runDurableObjectAlarm(guard)).toBe(true);
    const used = await read(key.id);
    expect(used.use_count).toBe(5);
    expect(Date.parse(used.last_used_at ?? "")).toBeGreaterThanOrEqual(before);
    await statusOf(key.secret);
    expect(await runDurableObjectAlarm(guard)).toBe(true);
    expect((await read(key.id)).use_count).toBe(6);
  });

  it("loses no use where the database does not take it: it is told later", async () => {
    const key = await makeKey();
    for (let i = 0; i < 2; i++) await statusOf(key.secret);
    const guard = env.KEY_GUARDS.getByName(await hashSecret(key.secret));
    await env.DB.exec("ALTER TABLE api_keys RENAME TO out_of_reach");
    expect(await runDurableObjectAlarm(guard)).toBe(true);
    await env.DB.exec("ALTER TABLE out_of_reach RENAME TO api_keys");
    await statusOf(key.secret);
    expect(await runDurableObjectAlarm(guard)).toBe(true);
    expect((await read(key.id)).use_count).toBe(3);
  });

  it("that is refused is not used", async () => {
    const key = await makeKey();
    await manageKey(key, "revoke");
    await statusOf(key.secret);
    expect(await runDurableObjectAlarm(env.KEY_GUARDS.getByName(await hashSecret(key.secret)))).toBe(false);
    expect((await read(key.id)).use_count).toBe(0);
  });
});

describe("rotation", () => {
  it("gives a new key that may do the same; both are good until the overlap ends", async () => {
    const old = await makeKey({ scopes: ["assets:read"], api_version: "2026-10-01" });
    const { status, body: fresh } = await manageKey(old, "rotate", { json: { overlap_s: hour } });
    expect(status).toBe(201);
    expect(fresh).toMatchObject({ name: "test", scopes: ["assets:read"], api_version: "2026-10-01" });
    expect(fresh.expires_at).toBeNull();
    const { replaced_by, expires_at } = await read(old.id);
    expect(replaced_by).toBe(fresh.id);
    expect(Date.parse(expires_at ?? "")).toBeGreaterThan(Date.now());
    expect([await statusOf(old.secret), await statusOf(fresh.secret)]).toEqual([200, 200]);
    later(hour);
    expect([await statusOf(old.secret), await statusOf(fresh.secret)]).toEqual([401, 200]);
  });

  it("without an overlap ends the old one at once", async () => {
    const old = await makeKey();
    expect(await statusOf(old.secret)).toBe(200);
    const { body: fresh } = await manageKey(old, "rotate", { json: { overlap_s: 0 } });
    expect([await statusOf(old.secret), await statusOf(fresh.secret)]).toEqual([401, 200]);
  });

  it("is a conflict for a key that was replaced, revoked or has ended; of a storm one gets through", async () => {
    const key = await makeKey();
    const storm = await Promise.all(Array.from({ length: 5 }, () => manageKey(key, "rotate")));
    expect(storm.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const revoked = await makeKey();
    await manageKey(revoked, "revoke");
    expect(await manageKey<Problem>(revoked, "rotate")).toMatchObject({
      status: 409,
      body: { code: "conflict", detail: expect.stringContaining("revoked") },
    });
    const ended = await makeKey({ expires_in_s: 60 });
    later(60);
    expect((await manageKey(ended, "rotate")).status).toBe(409);
  });

  it("does not prolong a key that ends sooner, nor make it one that never ends", async () => {
    const old = await makeKey({ expires_in_s: hour });
    later(hour / 2);
    const { body: fresh } = await manageKey(old, "rotate", { json: { overlap_s: 24 * hour } });
    expect((await read(old.id)).expires_at).toBe(old.expires_at);
    expect(Date.parse(fresh.expires_at ?? "") - Date.parse(fresh.created_at)).toBe(hour * 1000);
  });
});

describe("revocation", () => {
  it("counts for the very next request, however busy the key is, and for its dashboard", async () => {
    const key = await makeKey();
    const session = await call("POST", "/dashboard/session", { json: { key: key.secret } });
    const headers = { cookie: session.headers.get("set-cookie")?.split(";")[0] ?? "" };
    const before = await Promise.all(Array.from({ length: 20 }, () => statusOf(key.secret)));
    expect(new Set(before)).toEqual(new Set([200]));
    expect((await call("GET", "/v1/views", { headers })).status).toBe(200);
    expect((await manageKey<ApiKey>(key, "revoke")).body.revoked_at).not.toBeNull();
    const after = await Promise.all(Array.from({ length: 20 }, () => statusOf(key.secret)));
    expect(new Set(after)).toEqual(new Set([401]));
    expect((await call("GET", "/v1/views", { headers })).status).toBe(401);
  });

  it("of a key that has ended ends its dashboard too", async () => {
    const key = await makeKey({ expires_in_s: 60 });
    const session = await call("POST", "/dashboard/session", { json: { key: key.secret } });
    const headers = { cookie: session.headers.get("set-cookie")?.split(";")[0] ?? "" };
    expect((await call("GET", "/dashboard/session", { headers })).status).toBe(200);
    later(60);
    expect((await call("GET", "/dashboard/session", { headers })).status).toBe(401);
  });

  it("once more changes nothing", async () => {
    const key = await makeKey();
    const first = await manageKey<ApiKey>(key, "revoke");
    later(5);
    const second = await manageKey<ApiKey>(key, "revoke");
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    const { body } = await call<EventList>("GET", "/v1/events?types=api_key.revoked", {
      token: await createKey(),
    });
    expect(body.data.filter(({ data }) => data.key_id === key.id)).toHaveLength(1);
  });

  it("may be of the key itself", async () => {
    const key = await makeKey();
    expect((await manageKey(key, "revoke", { token: key.secret })).status).toBe(200);
    expect(await statusOf(key.secret)).toBe(401);
  });
});

describe("keys that manage keys", () => {
  it("see and touch those of their own environment only", async () => {
    const live = await makeKey({ environment: "live" });
    const token = await createKey("sandbox");
    expect((await call("GET", `/v1/api-keys/${live.id}`, { token })).status).toBe(404);
    for (const act of ["rotate", "revoke"] as const) {
      expect((await manageKey(live, act, { token })).status).toBe(404);
    }
    const { body } = await call<ApiKeyList>("GET", "/v1/api-keys?limit=100", { token });
    expect(new Set(body.data.map(({ environment }) => environment))).toEqual(new Set(["sandbox"]));
    expect((await call("GET", "/v1/api-keys?environment=live", { token })).status).toBe(403);
    expect(await statusOf(live.secret)).toBe(200);
  });

  it("do not reach beyond their own scopes", async () => {
    const strong = await makeKey({ scopes: ["keys:write", "assets:write"] });
    const weak = await makeKey({ scopes: ["keys:write"] });
    for (const act of ["rotate", "revoke"] as const) {
      expect(await manageKey<Problem>(strong, act, { token: weak.secret })).toMatchObject({
        status: 403,
        body: { code: "insufficient_scope", detail: expect.stringContaining("assets:write") },
      });
    }
    expect((await manageKey(weak, "rotate", { token: strong.secret })).status).toBe(201);
  });

  it("are all within the root secret's reach", async () => {
    const live = await makeKey({ environment: "live" });
    const sandbox = await makeKey();
    const list = async (query: string) =>
      (await call<ApiKeyList>("GET", `/v1/api-keys?limit=100${query}`, { token: root })).body.data.map(
        ({ id }) => id,
      );
    expect(await list("")).toEqual(expect.arrayContaining([live.id, sandbox.id]));
    expect(await list("&environment=live")).toContain(live.id);
    expect(await list("&environment=live")).not.toContain(sandbox.id);
    expect((await manageKey(live, "rotate")).status).toBe(201);
    expect((await manageKey(live, "revoke")).status).toBe(200);
    // It is no key: what belongs to an environment is out of its reach.
    expect((await call("GET", "/v1/assets", { token: root })).status).toBe(401);
  });
});

describe("the secret", () => {
  it("is told once, and is in no event, row, log line or error after that", async () => {
    const lines: string[] = [];
    for (const level of ["log", "info", "warn", "error", "debug"] as const) {
      vi.spyOn(console, level).mockImplementation((...parts) => void lines.push(parts.map(String).join(" ")));
    }
    const key = await makeKey();
    const { body: fresh } = await manageKey(key, "rotate");
    const secrets = [key.secret, fresh.secret];
    const answers = [
      await call("GET", `/v1/api-keys/${key.id}`, { token: key.secret }),
      await call("GET", "/v1/api-keys", { token: key.secret }),
      await call("GET", `/v1/nothing/${key.secret}`, { token: key.secret }),
      await call("GET", `/v1/assets/${key.secret}`, { token: key.secret }),
      await call("GET", `/v1/assets?cursor=${key.secret}`, { token: key.secret }),
      await call("GET", `/play/${key.secret}/master.m3u8`),
      await call("POST", "/v1/uploads", { token: key.secret, json: { [key.secret]: key.secret } }),
      await call("POST", "/v1/upload-tokens", { token: key.secret, json: { token: key.secret } }),
      await call("POST", "/v1/uploads", { token: key.secret, body: `{${key.secret}` }),
      await call("POST", "/dashboard/session", { json: { key: `${key.secret}x` } }),
      await call("GET", "/v1/events", { token: key.secret }),
    ];
    await manageKey(key, "revoke");
    answers.push(await call("GET", "/v1/assets", { token: key.secret }));
    const { results: keys } = await env.DB.prepare("SELECT * FROM api_keys").all();
    const { results: events } = await env.DB.prepare("SELECT * FROM events").all();
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["api_key.created", "api_key.rotated", "api_key.revoked"]),
    );
    const told = [...keys, ...events, ...answers.map(({ body }) => body)].map((each) => JSON.stringify(each));
    expect([...told, ...lines].filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
    vi.restoreAllMocks();
  });

  it("is not told in part either, where an answer repeats the beginning of what was sent", async () => {
    const { secret } = await makeKey();
    // All but its last character is within what is repeated.
    const cutAt = (longest: number, before = "") =>
      `${before}${"x".repeat(longest - secret.length + 1 - before.length)}${secret}`;
    const upload = (options: object) => call<Problem>("POST", "/v1/uploads", { token: secret, ...options });
    const answers = [
      await call<Problem>("GET", cutAt(200, "/v1/nothing/")),
      await upload({ json: { [cutAt(200)]: 1 } }),
      await upload({ json: { metadata: { [cutAt(200, "metadata.").slice("metadata.".length)]: 1 } } }),
      await upload({ body: "<upload/>", headers: { "content-type": cutAt(100, "application/") } }),
      await upload({ headers: { "firstframe-version": secret } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 400, 415, 400]);
    for (const { body } of answers) {
      expect(body.detail).toContain("ff_sandbox_");
      expect(JSON.stringify(body)).not.toContain(secret.slice(0, -20));
    }
  });
});
