import { env } from "cloudflare:test";
import type { ApiKeyWithSecret, Environment, Problem, Scope } from "@firstframe/contract";
import { idPrefixes, scopes } from "@firstframe/contract/constants";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Route } from "./http/route.ts";
import { allRoutes } from "./routes/all-routes.ts";
import { call, createKey } from "./testing/client.ts";
import { makeKey, manageKey } from "./testing/keys.ts";
import { readJob, uploaded } from "./testing/read-back.ts";

// Everything here goes by the list of routes: what is added to it is covered.
type Access = Route["access"];
const hasScope = (access: Access): access is Extract<Access, { scope: Scope }> =>
  typeof access === "object" && "scope" in access;
const named = (routes: readonly Route[]) =>
  routes.map((route) => [`${route.method} ${route.path}`, route] as const);
const forKeys = named(allRoutes.filter(({ access }) => hasScope(access)));
const notForKeys = named(allRoutes.filter(({ access }) => access !== "open" && !hasScope(access)));

interface Caller {
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

/** What is in the sandbox, by the start of the paths that name it. */
const things: Record<string, string> = {};

/** Calls the route; ids in its path are those of the sandbox where there is such a thing. */
function ask({ method, path }: Route, caller: Caller) {
  const thing = Object.entries(things).find(([start]) => path.startsWith(`${start}/:`))?.[1] ?? "x";
  const filled = path.replace(/:id\b/, thing).replace(/:\w+(\{[^}]*\})?/g, "1");
  return call<Problem>(method, filled, { ...caller, ...(method === "GET" ? {} : { json: {} }) });
}

const keysByScope = {} as Record<Scope, ApiKeyWithSecret>;
const strangers = {} as Record<Environment, string>;

beforeAll(async () => {
  for (const scope of scopes) keysByScope[scope] = await makeKey({ name: scope, scopes: [scope] });
  strangers.live = await createKey("live");
  const video = await uploaded();
  const job = await readJob(video);
  const { body: asset } = await call<{ upload_id: string }>("GET", `/v1/assets/${video.assetId}`, {
    token: video.key,
  });
  things["/v1/assets"] = video.assetId;
  things["/v1/jobs"] = job.id;
  things["/v1/uploads"] = asset.upload_id;
  things["/v1/api-keys"] = (await makeKey({ name: "sandbox only" })).id;
});

afterEach(() => void vi.useRealTimers());
function later(seconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
}

/** It got past the door; what became of it then is another matter. */
function expectAdmitted(route: string, { status, body }: Awaited<ReturnType<typeof ask>>): void {
  expect([401, 403, 429, 500, 503], `${route}: ${JSON.stringify(body)}`).not.toContain(status);
}

describe("each scope", () => {
  it.each(forKeys)("%s takes its own and no other", async (name, route) => {
    const needed = hasScope(route.access) ? route.access.scope : null;
    for (const scope of scopes) {
      // Nothing is to be ended by the way: the one that is let in names nothing that there is.
      const path = scope === needed ? route.path.replace(/:id\b/, "x") : route.path;
      const answer = await ask({ ...route, path }, { token: keysByScope[scope].secret });
      if (scope === needed) expectAdmitted(name, answer);
      else {
        expect({ scope, ...answer }).toMatchObject({
          scope,
          status: 403,
          body: { code: "insufficient_scope", detail: expect.stringContaining(String(needed)) },
        });
      }
    }
  });

  it("opens something", () => {
    const used = new Set(forKeys.map(([, { access }]) => hasScope(access) && access.scope));
    const unused = scopes.filter((scope) => !used.has(scope));
    // Those whose routes are yet to come; the list may only get shorter.
    const awaited: Scope[] = ["jobs:write", "webhooks:read", "webhooks:write", "ops:write", "audit:read"];
    expect(awaited).toEqual(expect.arrayContaining(unused));
  });
});

describe("the other environment", () => {
  it.each(forKeys.filter(([, { path }]) => path.includes(":id")))(
    "%s does not know what is in this one",
    async (name, route) => {
      const { status, body } = await ask(route, { token: strangers.live });
      // A path that names nothing of ours is no id at all.
      expect([404, 400], `${name}: ${JSON.stringify(body)}`).toContain(status);
      if (Object.keys(things).some((start) => route.path.startsWith(`${start}/:`)))
        expect(status).not.toBe(200);
    },
  );

  it.each(forKeys.filter(([, { method, path }]) => method === "GET" && !path.includes(":")))(
    "%s tells nothing of this one",
    async (name, route) => {
      const answer = await ask(route, { token: strangers.live });
      expectAdmitted(name, answer);
      const told = JSON.stringify(answer.body);
      expect(Object.values(things).filter((id) => told.includes(id))).toEqual([]);
    },
  );

  it("there is something to tell", () => {
    const prefixes = Object.values(things).map((id) => id.split("_")[0]);
    expect(prefixes).toEqual([idPrefixes.asset, idPrefixes.job, idPrefixes.upload, idPrefixes.api_key]);
  });
});

describe("a key that is not good", () => {
  const everyRoute = async (
    token: string,
    check: (name: string, answer: Awaited<ReturnType<typeof ask>>) => void,
  ) => {
    for (const [name, route] of forKeys) {
      const path = route.path.replace(/:id\b/, "x");
      check(name, await ask({ ...route, path }, { token }));
    }
  };
  const refused = (name: string, { status, body }: Awaited<ReturnType<typeof ask>>) =>
    expect([name, status, body.code]).toEqual([name, 401, "unauthenticated"]);

  it("because it was revoked opens nothing", async () => {
    const key = await makeKey();
    await everyRoute(key.secret, expectAdmitted);
    await manageKey(key, "revoke");
    await everyRoute(key.secret, refused);
  });

  it("because it has ended opens nothing", async () => {
    const key = await makeKey({ expires_in_s: 60 });
    later(59);
    await everyRoute(key.secret, expectAdmitted);
    later(1);
    await everyRoute(key.secret, refused);
  });

  it("because it was replaced opens everything until the overlap ends, and then nothing", async () => {
    const key = await makeKey();
    const { body: fresh } = await manageKey(key, "rotate", { json: { overlap_s: 60 } });
    later(59);
    await everyRoute(key.secret, expectAdmitted);
    later(1);
    await everyRoute(key.secret, refused);
    await everyRoute(fresh.secret, expectAdmitted);
  });

  it("because it never was one opens nothing", async () => {
    await everyRoute(`ff_sandbox_${"0".repeat(32)}`, refused);
    await everyRoute("nonsense", refused);
  });
});

describe("other credentials", () => {
  it.each(notForKeys)("%s is not for keys", async (_, route) => {
    expect((await ask(route, { token: await createKey() })).status).toBe(401);
  });

  it.each(forKeys)("%s takes the root secret only where keys are managed", async (name, route) => {
    const path = route.path.replace(/:id\b/, "x");
    const answer = await ask({ ...route, path }, { token: env.ROOT_SECRET });
    if (path.startsWith("/v1/api-keys")) expectAdmitted(name, answer);
    else expect(answer.status).toBe(401);
  });

  it.each(forKeys)("%s lets a dashboard look and do nothing", async (name, route) => {
    const session = await call("POST", "/dashboard/session", { json: { key: await createKey() } });
    const headers = { cookie: session.headers.get("set-cookie")?.split(";")[0] ?? "" };
    const answer = await ask(route, { headers });
    if (route.method === "GET") expectAdmitted(name, answer);
    else expect(answer.status).toBe(401);
  });
});
