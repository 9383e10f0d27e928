import { env, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import type { Problem } from "@firstframe/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AddressGuard } from "./adapters/address-guard.ts";
import type { KeyGuard } from "./adapters/key-guard.ts";
import { compose } from "./compose.ts";
import { hashSecret } from "./domain/api-key-secret.ts";
import { type Answer, call, configured, createKey, createUpload } from "./testing/client.ts";

const window = 60;
const send = configured({
  RATE_LIMITS: `read=5/${window},write=4/${window},create=3/${window},sign=2/${window},page=4/${window},failure=3/${window}`,
});

/** The clock of the Worker and its objects, which run in this isolate: it stands still until it is moved. */
let stopped = Date.now();
beforeEach(() => {
  stopped = Date.now();
});
function at(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: stopped + ms });
}
afterEach(() => void vi.useRealTimers());

const read = (token: string) => call<Problem>("GET", "/v1/assets", { token, send });
const times = async <Body>(count: number, act: () => Promise<Answer<Body>>): Promise<Answer<Body>[]> => {
  const answers: Answer<Body>[] = [];
  for (let i = 0; i < count; i++) answers.push(await act());
  return answers;
};
const statuses = (answers: readonly Answer<unknown>[]) => answers.map(({ status }) => status);
const fieldsOf = ({ headers }: Answer<unknown>) =>
  ["ratelimit", "ratelimit-policy", "retry-after"].map((name) => headers.get(name));
const policy = `"read";q=5;w=${window}`;

describe("a key's budget", () => {
  it("admits its quota at once; every answer tells what is left, a refusal when to come again", async () => {
    at(0);
    const token = await createKey();
    const answers = await times(7, () => read(token));
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    // One request in 12 s: four are worth 48 s.
    expect(answers.map(fieldsOf)).toEqual([
      [`"read";r=4;t=48`, policy, null],
      [`"read";r=3;t=36`, policy, null],
      [`"read";r=2;t=24`, policy, null],
      [`"read";r=1;t=12`, policy, null],
      [`"read";r=0;t=12`, policy, null],
      [`"read";r=0;t=12`, policy, "12"],
      [`"read";r=0;t=12`, policy, "12"],
    ]);
    expect(answers[6]?.body).toMatchObject({
      code: "rate_limited",
      retryable: true,
      detail: expect.stringMatching(/The key «test» has used up its «read» budget.*Wait 12 s/),
    });
  });

  it("admits no more than its quota of requests that come at the same time", async () => {
    at(0);
    const token = await createKey();
    const answers = await Promise.all(Array.from({ length: 40 }, () => read(token)));
    expect(statuses(answers).filter((status) => status === 200)).toHaveLength(5);
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(35);
  });

  it("recovers at its pace, and in a window wholly", async () => {
    at(0);
    const token = await createKey();
    await times(6, () => read(token));
    at(11_999);
    expect(statuses(await times(1, () => read(token)))).toEqual([429]);
    at(12_000);
    expect(statuses(await times(2, () => read(token)))).toEqual([200, 429]);
    at(12_000 + window * 1000);
    expect(statuses(await times(6, () => read(token)))).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it("holds a sustained load to its pace", async () => {
    at(0);
    const token = await createKey();
    let admitted = 0;
    for (let second = 0; second < 10 * window; second++) {
      at(second * 1000);
      if ((await read(token)).status === 200) admitted++;
    }
    // The burst, and five in each of ten windows but the moment after the last second.
    expect(admitted).toBe(5 + 10 * 5 - 1);
  });

  it("leaves the key's other budgets alone", async () => {
    at(0);
    const token = await createKey();
    const create = () => call("POST", "/v1/uploads", { token, json: {}, send });
    expect(statuses(await times(4, create))).toEqual([201, 201, 201, 429]);
    const sign = () => call("POST", "/v1/playback-tokens", { token, json: { playback_id: "x" }, send });
    expect(statuses(await times(3, sign))).toEqual([400, 400, 429]);
    expect((await read(token)).headers.get("ratelimit")).toBe(`"read";r=4;t=48`);
    const write = () => call("DELETE", "/v1/assets/x", { token, send });
    expect(statuses(await times(5, write))).toEqual([400, 400, 400, 400, 429]);
  });

  it("leaves other keys alone", async () => {
    at(0);
    const [busy, calm] = [await createKey(), await createKey()];
    await times(50, () => read(busy));
    expect((await read(busy)).status).toBe(429);
    expect(statuses(await times(5, () => read(calm)))).toEqual([200, 200, 200, 200, 200]);
  });

  it("is shared with the key's dashboard", async () => {
    at(0);
    const token = await createKey();
    const session = await call("POST", "/dashboard/session", { json: { key: token }, send });
    expect(session.headers.get("ratelimit")).toBe(`"read";r=4;t=48`);
    const headers = { cookie: session.headers.get("set-cookie")?.split(";")[0] ?? "" };
    const look = () => call("GET", "/v1/views", { headers, send });
    expect(statuses(await times(5, look))).toEqual([200, 200, 200, 200, 429]);
  });

  it("is as it was when its object was dropped from memory", async () => {
    at(0);
    const token = await createKey();
    await times(5, () => read(token));
    const guard = env.KEY_GUARDS.getByName(await hashSecret(token));
    expect(await runDurableObjectAlarm(guard)).toBe(true);
    await abort(guard);
    expect((await read(token)).status).toBe(429);
  });
});

describe("a network's budget", () => {
  const from = (address: string) => ({ headers: { "cf-connecting-ip": address }, send });

  it("holds callers without a key, one network apart from another", async () => {
    at(0);
    const look = (address: string) => () => call("GET", "/healthz", from(address));
    const answers = await times(5, look("192.0.2.1"));
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 429]);
    expect(fieldsOf(answers[0] as Answer<unknown>)).toEqual([`"page";r=3;t=45`, `"page";q=4;w=60`, null]);
    expect(fieldsOf(answers[4] as Answer<unknown>)).toEqual([`"page";r=0;t=15`, `"page";q=4;w=60`, "15"]);
    expect((await look("192.0.2.2")()).status).toBe(200);
    // The addresses of one subscriber are one network.
    const many = await times(4, look("2001:db8::1"));
    expect(statuses(many)).toEqual([200, 200, 200, 200]);
    expect((await look("2001:db8::2")()).status).toBe(429);
    at(15_000);
    expect((await look("192.0.2.1")()).status).toBe(200);
  });

  it("is as it was when its object was dropped from memory, and nothing is kept once it is full", async () => {
    at(0);
    const look = () => call("GET", "/healthz", from("192.0.2.3"));
    await times(4, look);
    const guard = () => env.ADDRESS_GUARDS.getByName("192.0.2.3");
    expect(await runDurableObjectAlarm(guard())).toBe(true);
    await abort(guard());
    expect((await look()).status).toBe(429);
    at(window * 1000);
    expect(await runDurableObjectAlarm(guard())).toBe(true);
    expect(await runDurableObjectAlarm(guard())).toBe(false);
    expect((await look()).status).toBe(200);
  });

  it("of failures answers 429 instead of 401 when it is used up; good keys of that network go on", async () => {
    at(0);
    const wrong = { ...from("192.0.2.4"), token: `ff_sandbox_${"0".repeat(32)}` };
    const answers = await times(5, () => call<Problem>("GET", "/v1/assets", wrong));
    expect(statuses(answers)).toEqual([401, 401, 401, 429, 429]);
    expect(fieldsOf(answers[4] as Answer<unknown>)).toEqual([
      `"failure";r=0;t=20`,
      `"failure";q=3;w=60`,
      "20",
    ]);
    for (const path of ["/v1/tus", "/dashboard/session"]) {
      const { status } = await call("POST", path, { ...wrong, json: { key: wrong.token } });
      expect([path, status]).toEqual([path, 429]);
    }
    expect((await call("GET", "/play/a.b.c/master.m3u8", from("192.0.2.4"))).status).toBe(429);
    expect((await call("GET", "/healthz", from("192.0.2.4"))).status).toBe(200);
    const token = await createKey();
    expect((await call("GET", "/v1/assets", { ...from("192.0.2.4"), token })).status).toBe(200);
    expect((await call("GET", "/v1/assets", { ...wrong, ...from("192.0.2.5") })).status).toBe(401);
  });

  it("holds creations by tus, and what a page asks of its upload, but not the bytes", async () => {
    at(0);
    const grant = await createUpload(await createKey());
    const tus = (method: string, path: string, headers: Record<string, string>) =>
      call(method, `/v1/tus${path}`, {
        token: grant.token,
        send,
        headers: { "tus-resumable": "1.0.0", "cf-connecting-ip": "192.0.2.6", ...headers },
      });
    const create = () => tus("POST", "", { "upload-length": "5" });
    const created = await times(5, create);
    expect(statuses(created)).toEqual([201, 201, 201, 201, 429]);
    const refused = created[4] as Answer<unknown>;
    expect(refused.headers.get("retry-after")).toBe("15");
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    expect(refused.headers.get("access-control-expose-headers")).toMatch(/RateLimit, RateLimit-Policy/);
    const heads = await times(10, () => tus("HEAD", `/${grant.id}`, {}));
    expect(new Set(statuses(heads))).toEqual(new Set([200]));
    const status = await call("GET", grant.status_url, { ...from("192.0.2.6"), token: grant.token });
    expect(status.status).toBe(429);
    expect(status.headers.get("access-control-allow-origin")).toBe("*");
    expect(status.headers.get("access-control-expose-headers")).toMatch(/RateLimit/);
  });

  it("does not hold viewers, of whom a network may have many, nor media workers", async () => {
    at(0);
    const viewers = await times(20, () =>
      call("GET", `/play/pbk_${"0".repeat(26)}/master.m3u8`, from("192.0.2.7")),
    );
    expect(new Set(statuses(viewers))).toEqual(new Set([404]));
    expect(viewers[0]?.headers.has("ratelimit")).toBe(false);
    const wrong = { ...from("192.0.2.7"), token: "wrong", json: {} };
    const workers = await times(20, () => call("POST", "/internal/upload-admissions", wrong));
    expect(new Set(statuses(workers))).toEqual(new Set([401]));
  });

  it("is what the root secret's calls count against", async () => {
    at(0);
    const list = () => call("GET", "/v1/api-keys", { ...from("192.0.2.8"), token: env.ROOT_SECRET });
    const answers = await times(6, list);
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[0]?.headers.get("ratelimit-policy")).toBe(policy);
  });
});

describe("when the guards do not answer", () => {
  it("keys are still told apart, by the database, and nobody is limited", async () => {
    const broken = { getByName: () => ({ admit: refuse, spend: refuse, forget: refuse }) };
    const without = configured({
      RATE_LIMITS: "read=1/60,page=1/60",
      KEY_GUARDS: broken as unknown as Env["KEY_GUARDS"],
      ADDRESS_GUARDS: broken as unknown as Env["ADDRESS_GUARDS"],
    });
    const token = await createKey();
    const answers = await times(3, () => call("GET", "/v1/assets", { token, send: without }));
    expect(statuses(answers)).toEqual([200, 200, 200]);
    expect(answers[0]?.headers.has("ratelimit")).toBe(false);
    const wrong = `ff_sandbox_${"0".repeat(32)}`;
    expect((await call("GET", "/v1/assets", { token: wrong, send: without })).status).toBe(401);
    expect(statuses(await times(3, () => call("GET", "/healthz", { send: without })))).toEqual([
      200, 200, 200,
    ]);
  });
});

describe("a configuration that makes no sense", () => {
  it.each([
    [{ RATE_LIMITS: "read=fast" }, "RATE_LIMITS is «read=fast»"],
    [{ QUEUE_HIGH_WATER_S: "soon" }, "QUEUE_HIGH_WATER_S is «soon»"],
    [{ QUEUE_HIGH_WATER_TASKS: "-1" }, "QUEUE_HIGH_WATER_TASKS is «-1»"],
  ])("%j is refused with its reason", (variables, reason) => {
    expect(() => compose({ ...env, ...variables })).toThrow(reason);
  });
});

async function refuse(): Promise<never> {
  throw new Error("out of reach");
}

/** Drops the object from memory, as the platform does with idle ones. */
async function abort(guard: DurableObjectStub<AddressGuard> | DurableObjectStub<KeyGuard>): Promise<void> {
  await runInDurableObject<DurableObject, void>(guard, (_, state) => state.abort("dropped")).catch(
    () => undefined,
  );
}
