import { env } from "cloudflare:test";
import {
  type ApiKeyWithSecret,
  createUpload as createUploadSchema,
  type Problem,
  type Track,
  type UploadGrant,
} from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { cancelUpload } from "./domain/cancel-upload.ts";
import { createTrack } from "./domain/create-track.ts";
import { doOnce, type NamedRequest } from "./domain/do-once.ts";
import { newUpload } from "./domain/new-upload.ts";
import type { Services } from "./domain/ports.ts";
import { reconcile } from "./domain/reconcile.ts";
import { revokeSigningKey } from "./domain/revoke-signing-key.ts";
import { type Answer, call, createKey, createUpload } from "./testing/client.ts";
import { randomOf } from "./testing/random.ts";

const create = (token: string, name: string, json: object = {}) =>
  call<UploadGrant & Problem>("POST", "/v1/uploads", { token, json, headers: { "idempotency-key": name } });

/** The database outlives a test: every test has names of its own. */
const unique = () => crypto.randomUUID();

async function count(table: string, where: string, ...values: string[]): Promise<number> {
  const row = await env.DB.prepare(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`)
    .bind(...values)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

describe("a request with an Idempotency-Key", () => {
  it("is done once: every repetition gets the first answer, marked as a replay", async () => {
    const [key, once] = [await createKey(), unique()];
    const asked = { correlation_id: once };
    const first = await create(key, once, asked);
    expect(first.status).toBe(201);
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    for (const name of [once, `"${once}"`]) {
      const again = await create(key, name, asked);
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect(again.headers.get("idempotency-replayed")).toBe("true");
    }
    expect(await count("assets", "correlation_id = ?", once)).toBe(1);
  });

  it("gets the first answer even where the state has changed since", async () => {
    const key = await createKey();
    const [grant, name] = [await createUpload(key), unique()];
    const cancel = () =>
      call<Problem>("POST", `/v1/uploads/${grant.id}/cancel`, {
        token: key,
        headers: { "idempotency-key": name },
      });
    const first = await cancel();
    expect(first.status).toBe(200);
    await call("DELETE", `/v1/assets/${grant.asset_id}`, { token: key });
    expect(await cancel()).toMatchObject({ status: 200, body: first.body });
  });

  it("is refused with another body, and by another route", async () => {
    const [key, fixed] = [await createKey(), unique()];
    await create(key, fixed, { correlation_id: fixed });
    expect(await create(key, fixed, { correlation_id: fixed, metadata: { a: "2" } })).toMatchObject({
      status: 422,
      body: { code: "idempotency_key_reused", retryable: false },
    });
    const elsewhere = await call("POST", "/v1/playback-tokens", {
      token: key,
      json: { playback_id: "pbk_00000000000000000000000000" },
      headers: { "idempotency-key": fixed },
    });
    expect(elsewhere.status).toBe(422);
    expect(await count("assets", "correlation_id = ?", fixed)).toBe(1);
  });

  it("may use in the other environment what was used in this one", async () => {
    const [sandbox, live] = [await createKey("sandbox"), await createKey("live")];
    const shared = unique();
    const [one, two] = [await create(sandbox, shared), await create(live, shared)];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.id).not.toBe(two.body.id);
  });

  it("is its caller's own: nobody is given what another was answered, whatever either may do", async () => {
    const [name, keysOnly] = [unique(), await createKey("sandbox", ["keys:write"])];
    const make = (token: string, environment: string) =>
      call<ApiKeyWithSecret & Problem>("POST", "/v1/api-keys", {
        token,
        json: { name: "for billing", environment, scopes: ["assets:read"] },
        headers: { "idempotency-key": name },
      });
    const made = await make(env.ROOT_SECRET, "live");
    expect(made.status).toBe(201);
    expect(await make(keysOnly, "live")).toMatchObject({ status: 403, body: { code: "insufficient_scope" } });
    const others = await Promise.all([createKey(), createKey()]);
    const [one, two] = await Promise.all(others.map((token) => make(token, "sandbox")));
    expect([one?.status, two?.status]).toEqual([201, 201]);
    expect(new Set([made, one, two].map((answer) => answer?.body.secret)).size).toBe(3);
    for (const answer of [one, two]) expect(answer?.headers.get("idempotency-replayed")).toBeNull();
  });

  it("stays its caller's when the key is replaced in between", async () => {
    const { body: key } = await call<ApiKeyWithSecret>("POST", "/v1/api-keys", {
      token: env.ROOT_SECRET,
      json: { name: "test", environment: "sandbox", scopes: ["uploads:write", "keys:write"] },
    });
    const name = unique();
    const first = await create(key.secret, name);
    let secret = key.secret;
    let { id } = key;
    for (let round = 0; round < 2; round++) {
      const rotated = await call<ApiKeyWithSecret>("POST", `/v1/api-keys/${id}/rotate`, {
        ...{ token: env.ROOT_SECRET, json: {} },
      });
      ({ id, secret } = rotated.body);
      const again = await create(secret, name);
      expect(again).toMatchObject({ status: 201, body: first.body });
      expect(again.headers.get("idempotency-replayed")).toBe("true");
    }
  });

  it("is not held to what was refused before anything had happened", async () => {
    const [key, fresh] = [await createKey(), unique()];
    expect((await create(key, fresh, { playback_policy: "nonsense" })).status).toBe(400);
    expect((await create(key, fresh)).status).toBe(201);
  });

  it.each(["", "with space", 'a"b', "x".repeat(256)])("cannot be called %j", async (name) => {
    const answer = await create(await createKey(), name);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "invalid_request", errors: [{ field: "Idempotency-Key" }] },
    });
  });

  it("is told to come again while the same is being worked on", async () => {
    const [key, slow] = [await createKey(), unique()];
    await create(key, slow);
    await env.DB.prepare(
      `UPDATE idempotency_keys SET sealed_answer = NULL, sealed_seed = 'x'
       WHERE claim_id = (SELECT claim_id FROM idempotency_keys ORDER BY claimed_at DESC LIMIT 1)`,
    ).run();
    const answer = await create(key, slow);
    expect(answer).toMatchObject({ status: 409, body: { code: "idempotency_in_progress", retryable: true } });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("that made a key gives that key again, and keeps it nowhere as it is", async () => {
    const [maker, name] = [await createKey(), unique()];
    const make = () =>
      call<ApiKeyWithSecret>("POST", "/v1/api-keys", {
        token: maker,
        json: { name: "made", environment: "sandbox", scopes: ["assets:read"] },
        headers: { "idempotency-key": name },
      });
    const [first, second] = [await make(), await make()];
    expect(second.body).toEqual(first.body);
    expect((await call("GET", "/v1/assets", { token: second.body.secret })).status).toBe(200);
    for (const table of ["idempotency_keys", "api_keys", "events", "audit_entries"]) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all();
      expect(JSON.stringify(results)).not.toContain(first.body.secret);
    }
  });

  it("is forgotten after two days and not before a day", async () => {
    const [key, old] = [await createKey(), unique()];
    const first = await create(key, old);
    const tidyAfter = (ms: number) => reconcile({ ...compose(env), clock: () => Date.now() + ms });
    await tidyAfter(25 * 3600_000);
    expect((await create(key, old)).body.id).toBe(first.body.id);
    await tidyAfter(49 * 3600_000);
    expect((await create(key, old)).body.id).not.toBe(first.body.id);
  });
});

describe("a storm of the same request", () => {
  it.each([1, 2, 3, 4])("makes one upload and one asset, whatever the order (seed %i)", async (seed) => {
    const key = await createKey();
    const random = randomOf(seed);
    const names = [unique(), unique(), unique()];
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const name = names[Math.floor(random() * names.length)] ?? "";
        await new Promise((resolve) => setTimeout(resolve, random() * 20));
        return [name, await untilAnswered(() => create(key, name, { correlation_id: name }))] as const;
      }),
    );
    const used = new Set(answers.map(([name]) => name));
    for (const name of used) {
      const bodies = answers.filter(([of]) => of === name).map(([, { status, body }]) => ({ status, body }));
      expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
      expect(bodies[0]?.status).toBe(201);
      expect(await count("uploads", "correlation_id = ?", name)).toBe(1);
      expect(await count("assets", "correlation_id = ?", name)).toBe(1);
      expect(await count("events", "type = 'upload.created' AND correlation_id = ?", name)).toBe(1);
    }
  });
});

describe("whoever dies in the middle of a named request", () => {
  const newRequest = (): NamedRequest => ({ environment: "sandbox", keyHash: unique(), fingerprint: "f" });
  const crash = new Error("the process is gone");

  /** Services that die at the `nth` transaction or at keeping the answer: neither it nor anything after it happens. */
  function dyingAt(nth: number, when: "before" | "after"): Services {
    const services = compose(env);
    let commits = 0;
    return {
      ...services,
      requests: {
        ...services.requests,
        find: () => Promise.reject(crash),
        answer: () => Promise.reject(crash),
        release: () => Promise.reject(crash),
      },
      changes: {
        async commit(changes, options) {
          if (commits++ === nth) {
            if (when === "before") throw crash;
            await services.changes.commit(changes, options);
            throw crash;
          }
          await services.changes.commit(changes, options);
        },
      },
    };
  }

  it.each([
    [0, "before"],
    [0, "after"],
    [1, "before"],
    [1, "after"],
  ] as const)(
    "at transaction %i, %s it: the next one goes on from there, and nothing is twice",
    async (nth, when) => {
      const request = newRequest();
      const grant = await createUpload(await createKey());
      const asset = await compose(env).assets.find(grant.asset_id);
      if (asset === null) throw new Error("the asset is not there");
      const input = {
        language: "en",
        kind: "captions",
        content: "WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n",
      } as const;
      const work = (services: Services) =>
        createTrack(services, asset, { ...input, default: false, forced: false });

      await expect(doOnce(dyingAt(nth, when), request, work)).rejects.toThrow(crash);
      // Its answer is kept with the last of its two transactions.
      const soon = doOnce(compose(env), request, work);
      if (nth === 1 && when === "after") expect(await soon).toMatchObject({ isReplay: true });
      else if (nth === 1 || when === "after")
        await expect(soon).rejects.toMatchObject({ code: "idempotency_in_progress" });
      else await soon;
      const later = { ...compose(env), clock: () => Date.now() + 60_000 };
      const { answer } = await doOnce(later, request, work);
      const again = await doOnce(later, request, work);
      expect(again).toEqual({ answer, isReplay: true });
      const tracks = await compose(env).tracks.listOfAsset(asset.id);
      expect(tracks.map(({ id }) => id)).toEqual([(answer as Track).id]);
      expect(await count("events", "type = 'track.created' AND asset_id = ?", asset.id)).toBe(1);
    },
  );

  it("before its answer was kept: the next one comes to the same answer", async () => {
    const [request, mark] = [newRequest(), unique()];
    const work = async (services: Services) => {
      const { upload, changes } = newUpload(
        services,
        { ...createUploadSchema.parse({ correlation_id: mark }), environment: "sandbox" },
        {},
      );
      await services.changes.commit(changes);
      return { id: upload.id, created_at: upload.created_at };
    };
    const { answer } = await doOnce(dyingAt(9, "before"), request, work);
    const later = { ...compose(env), clock: () => Date.now() + 60_000 };
    expect(await doOnce(later, request, work)).toEqual({ answer, isReplay: false });
    expect(await doOnce(later, request, work)).toEqual({ answer, isReplay: true });
    expect(await count("uploads", "correlation_id = ?", mark)).toBe(1);
  });

  it.each(["cancel an upload", "revoke a signing key"])(
    "after work that leaves it at its own effects: %s",
    async (what) => {
      const request = newRequest();
      const grant = await createUpload(await createKey());
      const { body: key } = await call<{ kid: string }>("POST", "/v1/signing-keys", {
        token: await createKey(),
        json: {},
      });
      const work = async (services: Services) => {
        if (what === "cancel an upload") await cancelUpload(services, { uploadId: grant.id });
        else await revokeSigningKey(services, { environment: "sandbox", kid: key.kid });
        return { what };
      };
      await expect(doOnce(dyingAt(0, "after"), request, work)).rejects.toThrow(crash);
      const later = { ...compose(env), clock: () => Date.now() + 60_000 };
      expect(await doOnce(later, request, work)).toEqual({ answer: { what }, isReplay: false });
      expect(await doOnce(later, request, work)).toEqual({ answer: { what }, isReplay: true });
    },
  );

  it("only seems to have: a transaction without word of its end is looked up, and answered", async () => {
    const [services, request, mark] = [compose(env), newRequest(), unique()];
    const silent: Services = {
      ...services,
      changes: {
        async commit(changes, options) {
          await services.changes.commit(changes, options);
          throw new Error("there was no answer");
        },
      },
    };
    const work = async (own: Services) => {
      const input = createUploadSchema.parse({ correlation_id: mark });
      const { upload, changes } = newUpload(own, { ...input, environment: "sandbox" }, {});
      await own.changes.commit(changes, { answer: { id: upload.id } });
      return { id: upload.id };
    };
    const { answer, isReplay } = await doOnce(silent, request, work);
    expect(isReplay).toBe(false);
    expect(await count("uploads", "correlation_id = ? AND id = ?", mark, (answer as { id: string }).id)).toBe(
      1,
    );
    expect(await doOnce(services, request, work)).toEqual({ answer, isReplay: true });
  });

  it("comes back to life too late to do anything", async () => {
    const services = compose(env);
    const [request, mark] = [newRequest(), unique()];
    const [stopped, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const work = (who: string, pause: () => Promise<void>) => async (own: Services) => {
      const { upload, changes } = newUpload(
        own,
        { ...createUploadSchema.parse({ correlation_id: mark }), environment: "sandbox" },
        {},
      );
      await own.changes.commit(changes);
      await pause();
      await own.changes.commit([{ kind: "purge", prefix: `${mark}/${who}/`, dueAt: 0 }]);
      return { id: upload.id };
    };
    const slow = doOnce(
      services,
      request,
      work("slow", async () => {
        stopped.resolve();
        await goOn.promise;
      }),
    );
    await stopped.promise;
    const later = { ...services, clock: () => Date.now() + 60_000 };
    const quick = await doOnce(
      later,
      request,
      work("quick", async () => undefined),
    );
    goOn.resolve();
    expect(await slow).toEqual({ answer: quick.answer, isReplay: true });
    expect(await count("purges", "prefix LIKE ?", `${mark}/%`)).toBe(1);
    expect(await count("purges", "prefix = ?", `${mark}/quick/`)).toBe(1);
    expect(await count("uploads", "correlation_id = ?", mark)).toBe(1);
  });
});

/** As a client does it that keeps to `retryable` and `Retry-After`, only without the wait. */
async function untilAnswered<Body>(send: () => Promise<Answer<Body>>): Promise<Answer<Body>> {
  for (;;) {
    const answer = await send();
    if (answer.status !== 409) return answer;
    expect(answer.headers.get("retry-after")).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
