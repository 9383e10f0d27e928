import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Event } from "@firstframe/contract";
import { readScopes, type Scope, scopes } from "@firstframe/contract/constants";
import { describe, expect, it } from "vitest";
import type { Deployment } from "../testing/deployment.ts";
import { diagnose, look, type Spoil, spoilRoute } from "../testing/diagnose.ts";
import { startGoodDeployment } from "../testing/good-deployment.ts";
import { startHttpServer } from "../testing/http-server.ts";
import { isGenuine, type Received } from "../testing/receiver.ts";
import { problem } from "../testing/reply.ts";
import { createUser, temporaryFolder } from "../testing/run-cli.ts";
import { daysAgo, idOf, sampleAsset, sampleEvent, sampleKey } from "../testing/sample-resources.ts";
import { allChecks } from "./all-checks.ts";

it("finds nothing to object to in a deployment that is ready", { timeout: 30_000 }, async () => {
  const page = await startHttpServer((_request, response) => response.end("<p>Welcome</p>"));
  const good = await startGoodDeployment();
  const env = { FIRSTFRAME_WEBHOOK_SECRET: good.deployment.webhookSecret };
  const { code, checks, stderr } = await diagnose(good, ["--page", page], { env });
  // There is no application in this folder.
  const unseen = ["packages_are_compatible"];
  expect(checks.filter(({ id, outcome }) => outcome !== "pass" && !unseen.includes(id))).toEqual([]);
  expect(checks.map(({ id }) => id)).toEqual(allChecks.map(({ id }) => id));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

it("leaves nothing behind in the sandbox", async () => {
  const good = await startGoodDeployment();
  await diagnose(good, ["--only", "repeated_creation"]);
  const made = good.deployment.uploads.filter(({ id }) => id > idOf("upl", 3));
  expect(made.map(({ state }) => state)).toEqual(["canceled"]);
});

it("shows people what is wrong, why it matters and what to do, and fails", async () => {
  const { deployment } = await startGoodDeployment({ keys: [sampleKey(1, { scopes: [...scopes] })] });
  const user = createUser({ url: deployment.url });
  const { code, stdout, stderr } = await user(["doctor", "--only", "keys_are_narrow,keys_are_used"]);
  expect(code).toBe(1);
  expect(stdout).toContain(`Keys and access
  ✗ No secret key may do everything, nor make keys besides its daily work
      ${idOf("key", 1)} (web shop) has every scope
      Why: What leaks with a key is what the key may do.
    → Make one for each user of it`);
  expect(stdout).toContain("  ✓ No secret key lies about unused");
  expect(stdout).toContain("1 passed, 1 failed, 0 warnings; every check was made");
  expect(stderr).toContain("Not ready to go live.");
});

it.each<[string, Scope[], string, string]>([
  ["all but one", scopes.filter((scope) => scope !== "audit:read"), "fail", "keys:write besides"],
  ["keys:write and daily work", ["keys:write", "playback:sign"], "fail", "keys:write besides playback:sign"],
  ["all but keys:write", scopes.filter((scope) => scope !== "keys:write"), "warn", "6 of the 7 scopes"],
  ["what people administer with", ["keys:read", "keys:write", "webhooks:write"], "pass", "2 of the 7 scopes"],
  ["what only looks", [...readScopes], "pass", "0 of the 7 scopes"],
  [
    "what an application needs",
    ["uploads:write", "assets:write", "jobs:write", "playback:sign"],
    "pass",
    "4 of the 7 scopes",
  ],
])("finds a key with %s narrow or not", async (_what, held, outcome, says) => {
  const found = await look("keys_are_narrow", (deployment) => {
    deployment.keys = [sampleKey(1, { scopes: held })];
  });
  expect(found.outcome).toBe(outcome);
  expect(found.text).toContain(says);
});

it("sends and makes nothing in live unless told to", async () => {
  const good = await startGoodDeployment();
  good.deployment.routes.set("GET /v1/assets", () => ({
    status: 200,
    body: { data: [], next_cursor: null },
  }));
  const key = { FIRSTFRAME_SECRET_KEY: `ff_live_${"k".repeat(32)}` };
  good.deployment.acceptKey(key.FIRSTFRAME_SECRET_KEY);
  const ids = ["repeated_creation", "test_arrives", "forgeries_are_refused"];
  const { checks } = await diagnose(good, ["--only", ids.join(",")], { env: key });
  expect(checks.map(({ outcome }) => outcome)).toEqual(["skipped", "skipped", "skipped"]);
  expect(good.deployment.requests.filter((line) => line.startsWith("POST"))).toEqual([]);
  expect(good.receiver.received).toEqual([]);
});

it("skips what the key may not see, and what the deployment does not have", async () => {
  const refused = await look("keys_are_used", ({ routes }) => {
    routes.set("GET /v1/api-keys", () => problem("insufficient_scope", "The key needs keys:read."));
  });
  expect(refused).toMatchObject({ outcome: "skipped", code: 0 });
  expect(refused.text).toContain("keys:read");
  const readOnly = await look("repeated_creation", ({ routes }) => {
    routes.set("POST /v1/uploads", () => problem("insufficient_scope", "The key needs uploads:write."));
  });
  expect(readOnly).toMatchObject({ outcome: "skipped", code: 0 });
  expect(readOnly.remedy).toContain("uploads:write");
  const absent = await look("origins_are_restricted", ({ routes }) => routes.delete("GET /v1/uploads"));
  expect(absent).toMatchObject({ outcome: "skipped", remedy: "Deploy a newer version." });
});

describe("checks that were not made", () => {
  async function startGuarded() {
    const { deployment } = await startGoodDeployment();
    deployment.routes.set("GET /v1/uploads", () => problem("insufficient_scope", "It needs uploads:read."));
    return createUser({ url: deployment.url });
  }
  const args = ["doctor", "--only", "keys_are_used,origins_are_restricted"];

  it("are counted, and fail with --strict alone", async () => {
    const user = await startGuarded();
    const lenient = await user(args);
    expect(lenient).toMatchObject({ code: 0, stderr: "" });
    expect(lenient.stdout).toContain("1 passed, 0 failed, 0 warnings; 1 of 2 checks were not made");
    const strict = await user([...args, "--strict"]);
    expect(strict.code).toBe(1);
    expect(strict.stderr).toContain("--strict wants every check made");
    const json = await user([...args, "--strict", "--json"]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout).data).toHaveLength(2);
    expect(json.stderr).toContain("1 of 2 checks were not made");
  });

  it("do not fail with --strict where there are none", async () => {
    const user = await startGuarded();
    const found = await user(["doctor", "--only", "keys_are_used", "--strict"]);
    expect(found).toMatchObject({ code: 0, stderr: "" });
    expect(found.stdout).toContain("every check was made");
  });
});

it("fails a check that could not be run", async () => {
  const broken = await look("keys_are_used", ({ routes }) => {
    routes.set("GET /v1/api-keys", () => problem("internal", "Something went wrong."));
  });
  expect(broken).toMatchObject({ outcome: "fail", code: 1 });
});

it("says at once that nobody answers, or that the key is none", async () => {
  const nobody = await startHttpServer((request) => request.destroy());
  const first = await createUser({ url: nobody })(["doctor"]);
  expect(first.stderr).toContain("does not answer");
  const { deployment } = await startGoodDeployment();
  const env = { FIRSTFRAME_SECRET_KEY: "ff_sandbox_other" };
  const second = await createUser({ url: deployment.url, env })(["doctor"]);
  expect(second.stderr).toContain("does not know the key");
  expect([first.code, second.code]).toEqual([1, 1]);
});

it("explains what it does not understand in the team's file", async () => {
  const good = await startGoodDeployment();
  const { code, stderr } = await diagnose(good, [], { goLive: { last_drill: "last week", owner: "me" } });
  expect(code).toBe(2);
  expect(stderr).toContain("last_drill");
  expect(stderr).toContain("owner");
});

describe("rate limits that refuse", () => {
  it("passes when everything is well after Retry-After", async () => {
    let calls = 0;
    const found = await look("rate_limits", ({ routes }) => {
      spoilRoute(routes, "GET /v1/assets", () =>
        // Of the burst, two.
        [5, 6].includes(++calls)
          ? { ...problem("rate_limited", "Slower."), headers: { "retry-after": "1" } }
          : null,
      );
    });
    expect(found.text).toContain("after Retry-After all was well again");
    expect(found.outcome).toBe("pass");
  });

  it("says nothing where the key is at its limit already", async () => {
    const found = await look("rate_limits", ({ routes }) => {
      let calls = 0;
      spoilRoute(routes, "GET /v1/assets", () => (++calls > 1 ? problem("rate_limited", "Slower.") : null));
    });
    expect(found.outcome).toBe("skipped");
  });
});

describe("stale and repeated messages", () => {
  const secret = `whsec_${"A".repeat(43)}=`;
  const other = `whsec_${"C".repeat(43)}=`;
  const receive =
    (answer: (message: Received, isGood: boolean) => number): Spoil =>
    (_deployment, { receiver }) => {
      receiver.answer = async (message) => answer(message, await isGenuine(message, secret));
    };
  const lookWith = (known: string | undefined, spoil: Spoil) =>
    look("forgeries_are_refused", spoil, { env: { FIRSTFRAME_WEBHOOK_SECRET: known } });
  const careful = receive((_message, isGood) => (isGood ? 204 : 400));

  it("are tried on a receiver that takes a good one", async () => {
    const found = await lookWith(`${other}, ${secret}`, careful);
    expect(found.outcome).toBe("pass");
    expect(found.text).toContain("refused a message with a false signature (400)");
    expect(found.text).toContain("refused a message of an hour ago (400)");
    expect(found.text).toMatch(/took the very same message twice.*cannot be seen from outside/);
  });

  it("are told where an old one is taken", async () => {
    const isStale = ({ headers }: Received) => Number(headers["webhook-timestamp"]) < Date.now() / 1000 - 300;
    const found = await lookWith(
      secret,
      receive((message, isGood) => (isGood || isStale(message) ? 204 : 400)),
    );
    expect(found).toMatchObject({ outcome: "fail" });
    expect(found.text).toContain("answered 204 to a message of an hour ago");
  });

  it.each([
    ["another secret", other, careful, "a good message that it signed was answered 400"],
    ["no secret", undefined, careful, "without its secret"],
    ["nobody at the address", secret, receive(() => 404), "answered 404 to a message with a false signature"],
    [
      "a signature that only the API makes",
      secret,
      (({ endpoints: [endpoint] }, good) => {
        careful({} as Deployment, good);
        Object.assign(endpoint ?? {}, { signature_scheme: "v1a" });
      }) satisfies Spoil,
      "only the API signs with v1a",
    ],
  ])("are not told to be refused with %s", async (_what, known, spoil, says) => {
    const found = await lookWith(known, spoil);
    expect(found.outcome).toBe("skipped");
    expect(found.text).toContain(says);
    expect(found.text).not.toMatch(/refused a message of an hour ago|took the very same/);
    expect(found.remedy).toContain("FIRSTFRAME_WEBHOOK_SECRET");
  });

  it.each([409, 500])("warn of a receiver that answers %i to what it has seen", async (status) => {
    const ids = new Set<unknown>();
    const found = await lookWith(
      secret,
      receive(({ headers }, isGood) => {
        if (!isGood) return 400;
        if (ids.has(headers["webhook-id"])) return status;
        ids.add(headers["webhook-id"]);
        return 204;
      }),
    );
    expect(found).toMatchObject({ outcome: "warn", code: 0 });
    expect(found.text).toContain(`answered ${status} to the very same message sent again`);
    expect(found.remedy).toContain("webhook-id");
  });
});

describe("events that were not delivered", () => {
  const changed = (n: number, changes: readonly string[]) =>
    sampleEvent(n, {
      type: "webhook_endpoint.updated",
      data: { endpoint_id: idOf("whe", 1), changed: changes },
    });

  it.each<[string, string, Event[]]>([
    ["the endpoint was enabled", "pass", [sampleEvent(4), changed(5, ["state"])]],
    ["the endpoint asked for more", "pass", [sampleEvent(4), changed(5, ["description", "events"])]],
    ["the secret was replaced", "fail", [sampleEvent(4), changed(5, ["secret"])]],
    ["another endpoint was enabled", "fail", [sampleEvent(4), { ...changed(5, ["state"]), data: {} }]],
  ])("before %s: %s", async (_what, outcome, more) => {
    const found = await look("polling_agrees", ({ events }) => void events.push(...more));
    expect(found.outcome).toBe(outcome);
  });

  it("are looked for after it was enabled", async () => {
    const found = await look(
      "polling_agrees",
      ({ events }) => void events.push(changed(4, ["state"]), sampleEvent(5)),
    );
    expect(found.outcome).toBe("fail");
    expect(found.text).toContain(idOf("evt", 5));
    expect(found.text).not.toContain(idOf("evt", 4));
    expect(found.remedy).not.toContain("queue");
  });

  it("are not told to be missing where deliveries of that time are not kept", async () => {
    const found = await look("polling_agrees", ({ events, endpoints: [endpoint] }) => {
      Object.assign(endpoint ?? {}, { created_at: daysAgo(40) });
      events.push(sampleEvent(4, { created_at: daysAgo(31) }));
    });
    expect(found.outcome).toBe("pass");
  });
});

describe("a test that does not arrive", () => {
  it("is laid to what sends, not to the receiver or to queues", async () => {
    const found = await look("test_arrives", ({ routes, deliveries }) => {
      routes.set("POST /v1/webhook-deliveries/:/replay", () => ({ status: 202, body: {} }));
      deliveries.length = 0;
    });
    expect(found.remedy).toContain("WebhookEndpointObject");
    expect(found.remedy).not.toContain("queue");
  });

  it("is laid to a receiver that refuses what it has seen", async () => {
    const found = await look("test_arrives", (_deployment, { receiver }) => {
      const ids = new Set<unknown>();
      receiver.answer = ({ headers }) => {
        const isKnown = ids.has(headers["webhook-id"]);
        ids.add(headers["webhook-id"]);
        return isKnown ? 409 : 204;
      };
    });
    expect(found.outcome).toBe("fail");
    expect(found.text).toContain("sent again, it was answered 409");
    expect(found.remedy).toContain("webhook-id");
  });
});

it("takes «keep» for a decision", async () => {
  const found = await look(
    "retention_is_set",
    ({ assets }) => void assets.push(sampleAsset(9, { delete_after: null })),
    {
      goLive: { retention: "keep" },
    },
  );
  expect(found.outcome).toBe("pass");
});

it.each([
  ["is missing", {}, "it was never done"],
  ["is too old", { last_drill: daysAgo(181).slice(0, 10) }, "181 days ago"],
  ["is to come", { last_drill: daysAgo(-3).slice(0, 10) }, "which is to come"],
])("fails a rehearsal whose date %s", async (_when, goLive, says) => {
  const found = await look("last_drill", undefined, { goLive });
  expect(found.text).toContain(says);
  expect(found.outcome).toBe("fail");
});

it("names what the team has not written down", async () => {
  const found = await look("people_are_named", undefined, { goLive: { incident_owner: "Ada" } });
  expect(found.outcome).toBe("fail");
  expect(found.text.split("\n").map((line) => line.split("»")[0])).toEqual([
    "«rollback",
    "«key_rollover",
    "«review",
  ]);
});

describe("packages", () => {
  /** What a deployment and an application's folder have to do with each other. */
  async function compare(installed: string, verdicts: Record<string, string>) {
    const good = await startGoodDeployment();
    const cells = Object.entries(verdicts).map(([api_version, verdict]) => ({ api_version, verdict }));
    const rows = [{ client: "sdk", version: "0.2.0", cells }];
    good.deployment.routes.set("GET /docs/compatibility.json", () => ({ status: 200, body: { rows } }));
    spoilRoute(good.deployment.routes, "GET /v1/assets", () => ({
      ...{ status: 200, body: { data: [], next_cursor: null } },
      headers: { "firstframe-version": "2026-11-25" },
    }));
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "node_modules", "@firstframe", "sdk"), { recursive: true });
    mkdirSync(join(cwd, "app"));
    const manifest = join(cwd, "node_modules", "@firstframe", "sdk", "package.json");
    writeFileSync(manifest, JSON.stringify({ version: installed }));
    const user = createUser({ url: good.deployment.url, cwd: join(cwd, "app") });
    const { stdout } = await user(["doctor", "--json", "--only", "packages_are_compatible"]);
    return JSON.parse(stdout).data[0];
  }

  it.each([
    ["0.2.0", { "2026-10-01": "fails", "2026-11-25": "works" }, "pass"],
    ["0.2.0", { "2026-10-01": "works", "2026-11-25": "works in part" }, "warn"],
    ["0.2.0", { "2026-10-01": "works", "2026-11-25": "fails" }, "fail"],
    ["0.9.9", { "2026-11-25": "works" }, "warn"],
  ])("%s with %j: %s", async (installed, verdicts, outcome) => {
    const found = await compare(installed, verdicts);
    expect(found.outcome).toBe(outcome);
    expect(found.evidence[0]).toContain(`@firstframe/sdk ${installed} with 2026-11-25: `);
  });
});

describe("pages", () => {
  const secret = `ff_live_${"s".repeat(32)}`;
  const site = (files: Record<string, string>) =>
    startHttpServer((request, response) => {
      const text = files[request.url ?? ""];
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });

  it.each([
    ["the page itself", { "/": `<script>const key = "${secret}"</script>` }],
    ["a script", { "/": '<script type="module" src="/a.js"></script>', "/a.js": `fetch("/x", "${secret}")` }],
    [
      "a script's script",
      { "/": "<script src=a.js></script>", "/a.js": 'import("./b.js")', "/b.js": secret },
    ],
    ["a preloaded script", { "/": '<link rel="modulepreload" href="/b.js">', "/b.js": secret }],
  ])("finds a secret in %s, and does not repeat it", async (_where, files) => {
    const found = await look("pages_hold_no_secrets", undefined, { args: ["--page", await site(files)] });
    expect(found.outcome).toBe("fail");
    expect(found.text).toContain("ff_live_ssssss…");
    expect(found.text).not.toContain(secret);
  });

  it("fails a page that it cannot read, and skips where none is named", async () => {
    const found = await look("pages_hold_no_secrets", undefined, { args: ["--page", await site({})] });
    expect(found.outcome).toBe("fail");
    expect((await look("pages_hold_no_secrets")).outcome).toBe("skipped");
  });
});

it("takes a budget that fills up while it is looked at for counted", async () => {
  const found = await look("rate_limits", (deployment) => {
    deployment.limits = "generous";
  });
  expect(found.outcome).toBe("pass");
});
