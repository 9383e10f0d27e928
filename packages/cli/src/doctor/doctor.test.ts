import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scopes } from "@firstframe/contract/constants";
import { describe, expect, it } from "vitest";
import type { Deployment } from "../testing/deployment.ts";
import { type GoodDeployment, goodGoLive, startGoodDeployment } from "../testing/good-deployment.ts";
import { startHttpServer } from "../testing/http-server.ts";
import { problem } from "../testing/reply.ts";
import { type CliOptions, createUser, temporaryFolder } from "../testing/run-cli.ts";
import {
  daysAgo,
  idOf,
  sampleAsset,
  sampleDelivery,
  sampleEndpoint,
  sampleEvent,
  sampleJob,
  sampleKey,
  sampleUpload,
  sampleView,
} from "../testing/sample-resources.ts";
import { allChecks } from "./all-checks.ts";

interface Seen {
  readonly id: string;
  readonly outcome: string;
  readonly evidence: readonly string[];
  readonly remedy: string | null;
}

/** Runs `doctor` as a script would. */
async function diagnose(
  { deployment }: GoodDeployment,
  args: readonly string[] = [],
  { goLive = goodGoLive, env = {} }: { goLive?: object; env?: CliOptions["env"] } = {},
) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "firstframe.golive.json"), JSON.stringify(goLive));
  const user = createUser({ url: deployment.url, cwd, ...(env && { env }) });
  const { code, stdout, stderr } = await user(["doctor", "--json", "--wait", "1s", ...args]);
  const checks: Seen[] = stdout === "" ? [] : JSON.parse(stdout).data;
  return { code, stderr, checks };
}

/** What one check finds in a deployment that was good until `spoil`. */
async function look(
  id: string,
  spoil: (deployment: Deployment, good: GoodDeployment) => void = () => undefined,
  options: { goLive?: object; env?: CliOptions["env"]; args?: readonly string[] } = {},
): Promise<{ outcome: string; text: string; remedy: string | null; code: number }> {
  const good = await startGoodDeployment();
  spoil(good.deployment, good);
  const { checks, code, stderr } = await diagnose(good, ["--only", id, ...(options.args ?? [])], options);
  const [check] = checks;
  if (check === undefined) throw new Error(stderr);
  return { outcome: check.outcome, text: check.evidence.join("\n"), remedy: check.remedy, code };
}

it("finds nothing to object to in a deployment that is ready", { timeout: 30_000 }, async () => {
  const page = await startHttpServer((_request, response) => response.end("<p>Welcome</p>"));
  const { code, checks, stderr } = await diagnose(await startGoodDeployment(), ["--page", page]);
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
  ✗ No secret key may do everything
      ${idOf("key", 1)} (web shop) has every scope
      Why: What leaks with a key is what the key may do.
    → Make one for each user of it`);
  expect(stdout).toContain("  ✓ No secret key lies about unused");
  expect(stdout).toContain("1 passed, 1 failed, 0 warnings, 0 skipped");
  expect(stderr).toContain("Not ready to go live.");
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
  const absent = await look("origins_are_restricted", ({ routes }) => routes.delete("GET /v1/uploads"));
  expect(absent).toMatchObject({ outcome: "skipped", remedy: "Deploy a newer version." });
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

type Spoil = (deployment: Deployment, good: GoodDeployment) => void;

/** Ways in which a deployment is not ready: the check that has to see it, and a piece of what it has to say. */
const faults: readonly (readonly [what: string, id: string, outcome: string, says: string, spoil: Spoil])[] =
  [
    [
      "an asset in an unknown state",
      "states_are_known",
      "fail",
      "is «pending»",
      ({ assets }) => {
        assets.push(sampleAsset(9, { status: "pending" as "ready" }));
      },
    ],
    [
      "a status in the API's description that is unknown",
      "states_are_known",
      "fail",
      "«archived»",
      ({ routes }) => {
        const body = { components: { status: { enum: ["playable", "ready", "archived"] } } };
        routes.set("GET /openapi.json", () => ({ status: 200, body }));
      },
    ],
    [
      "an upload past its end",
      "nothing_is_stuck",
      "fail",
      "expired 2 d ago",
      ({ uploads }) => {
        uploads.push(sampleUpload(9, { state: "uploading", expires_at: daysAgo(2) }));
      },
    ],
    [
      "a job that nobody takes",
      "nothing_is_stuck",
      "fail",
      "is queued since 3 d",
      ({ jobs }) => {
        jobs.push(sampleJob(9, { state: "queued", created_at: daysAgo(3) }));
      },
    ],
    [
      "a job that never ends",
      "nothing_is_stuck",
      "fail",
      "is running since 1 d",
      ({ jobs }) => {
        jobs.push(sampleJob(9, { state: "running", started_at: daysAgo(1) }));
      },
    ],
    [
      "an asset that no job is at",
      "nothing_is_stuck",
      "fail",
      "no job is at it",
      ({ assets }) => {
        assets.push(sampleAsset(9, { status: "processing" }));
      },
    ],
    [
      "creations that are repeated",
      "repeated_creation",
      "fail",
      "with the same key made",
      (deployment) => {
        deployment.forgetsRepetitions = true;
      },
    ],
    [
      "validation errors that claim to pass",
      "refusals_are_final",
      "fail",
      "«retryable»: false",
      ({ routes }) => {
        const body = {
          ...(problem("invalid_request", "x", [{ field: "limit", message: "x" }]).body as object),
          retryable: true,
        };
        spoilRoute(routes, "GET /v1/assets", (query) =>
          query.get("limit") === "0" ? { status: 400, body } : null,
        );
      },
    ],
    [
      "a proxy that hides refusals",
      "refusals_are_final",
      "fail",
      "the status is 200",
      ({ routes }) => {
        spoilRoute(routes, "GET /v1/assets", () => ({ status: 200, body: "<h1>Sorry</h1>" }));
      },
    ],
    [
      "no rate limit headers",
      "rate_limits",
      "fail",
      "had no RateLimit header",
      (deployment) => {
        deployment.limits = "none";
      },
    ],
    [
      "a budget that does not go down",
      "rate_limits",
      "fail",
      "did not go down",
      (deployment) => {
        deployment.limits = "frozen";
      },
    ],
    [
      "one budget for all",
      "rate_limits",
      "warn",
      "no budget of its own",
      (deployment) => {
        deployment.limits = "shared";
      },
    ],
    [
      "reads that take from writes",
      "rate_limits",
      "fail",
      "reading took from «write»",
      (deployment) => {
        deployment.limits = "entangled";
      },
    ],
    [
      "refusals without Retry-After",
      "rate_limits",
      "fail",
      "no Retry-After",
      ({ routes }) => {
        let calls = 0;
        spoilRoute(routes, "GET /v1/assets", () => (++calls > 6 ? problem("rate_limited", "Slower.") : null));
      },
    ],
    [
      "no endpoint",
      "endpoint_is_enabled",
      "fail",
      "none of them enabled",
      ({ endpoints }) => {
        endpoints.length = 0;
      },
    ],
    [
      "an endpoint that was disabled",
      "endpoint_is_enabled",
      "fail",
      "was disabled: failing",
      ({ endpoints }) => {
        endpoints.push(sampleEndpoint(2, { state: "disabled", disabled_reason: "failing" }));
      },
    ],
    [
      "an endpoint that fails",
      "endpoint_is_enabled",
      "fail",
      "for 2 d",
      ({ endpoints: [endpoint] }) => {
        Object.assign(endpoint ?? {}, { failing_since: daysAgo(2) });
      },
    ],
    [
      "nobody who hears of failures",
      "endpoint_is_enabled",
      "warn",
      "nobody hears of asset.failed",
      ({ endpoints: [endpoint] }) => {
        Object.assign(endpoint ?? {}, { events: ["asset.ready"] });
      },
    ],
    [
      "deliveries that failed",
      "deliveries_succeed",
      "fail",
      "1 of the last 4",
      ({ deliveries }) => {
        deliveries.push(sampleDelivery(9, { state: "failed" }));
      },
    ],
    [
      "deliveries that are hard to get through",
      "deliveries_succeed",
      "warn",
      "more than one attempt",
      ({ deliveries: [delivery] }) => {
        Object.assign(delivery ?? {}, {
          attempts: [...(delivery?.attempts ?? []), ...(delivery?.attempts ?? [])],
        });
      },
    ],
    [
      "a receiver that does not take tests",
      "test_arrives",
      "fail",
      ": 400",
      (deployment) => {
        Object.assign(deployment, { webhookSecret: `whsec_${"B".repeat(43)}=` });
      },
    ],
    [
      "a test that is never sent",
      "test_arrives",
      "fail",
      "nothing was sent within 1 s",
      ({ routes }) => {
        routes.set("POST /v1/webhook-endpoints/:/test", () => ({ status: 202, body: {} }));
      },
    ],
    [
      "a replay that is never sent",
      "test_arrives",
      "fail",
      "not sent again",
      ({ routes }) => {
        routes.set("POST /v1/webhook-deliveries/:/replay", () => ({ status: 202, body: {} }));
      },
    ],
    [
      "a receiver that takes anything",
      "forgeries_are_refused",
      "fail",
      "answered 204 to a message with a false signature",
      (_all, good) => {
        good.receiver.answer = () => 204;
      },
    ],
    [
      "events that polling does not have",
      "polling_agrees",
      "fail",
      "GET /v1/events does not have it",
      ({ events }) => {
        events.splice(1, 1);
      },
    ],
    [
      "events that were never delivered",
      "polling_agrees",
      "fail",
      "was never delivered",
      ({ events }) => {
        events.push(sampleEvent(4));
      },
    ],
    [
      "a segment that is not there",
      "plays_end_to_end",
      "fail",
      "was answered 404",
      ({ routes }) => {
        routes.set("GET /play/:/v720/0.m4s", () => ({ status: 404 }));
      },
    ],
    [
      "a playlist that is not there",
      "plays_end_to_end",
      "fail",
      "master.m3u8 was answered 503",
      ({ routes }) => {
        routes.set("GET /play/:/master.m3u8", () => ({ status: 503 }));
      },
    ],
    [
      "no views",
      "views_come_in",
      "fail",
      "no view",
      ({ views }) => {
        views.length = 0;
      },
    ],
    [
      "views of long ago",
      "views_come_in",
      "fail",
      "no view",
      (deployment) => {
        deployment.views = [sampleView(1, { started_at: daysAgo(9) })];
      },
    ],
    [
      "a cohort without a first frame",
      "views_come_in",
      "fail",
      "iPhone: 0 views",
      (deployment) => {
        deployment.views = [sampleView(1, { dimensions: { os: "Android" } })];
      },
    ],
    [
      "an old key",
      "keys_are_fresh",
      "fail",
      "400 days old",
      ({ keys }) => {
        keys.push(sampleKey(9, { created_at: daysAgo(400) }));
      },
    ],
    [
      "a key without an end",
      "keys_are_fresh",
      "warn",
      "never ends",
      ({ keys }) => {
        keys.push(sampleKey(9, { expires_at: null }));
      },
    ],
    [
      "a key that was never used",
      "keys_are_used",
      "warn",
      "was never used",
      ({ keys }) => {
        keys.push(sampleKey(9, { last_used_at: null }));
      },
    ],
    [
      "a key that nobody uses any more",
      "keys_are_used",
      "warn",
      "100 days ago",
      ({ keys }) => {
        keys.push(sampleKey(9, { last_used_at: daysAgo(100) }));
      },
    ],
    [
      "data of the other environment",
      "environments_are_separate",
      "fail",
      "is of live",
      ({ assets }) => {
        assets.push(sampleAsset(9, { environment: "live" }));
      },
    ],
    [
      "one signing key",
      "signing_keys_overlap",
      "warn",
      "one key",
      ({ signingKeys }) => {
        signingKeys.pop();
      },
    ],
    [
      "a signing key that is not published",
      "signing_keys_overlap",
      "fail",
      "not in /.well-known",
      ({ routes }) => {
        routes.set("GET /.well-known/jwks.json", () => ({ status: 200, body: { keys: [{ kid: "first" }] } }));
      },
    ],
    [
      "a revoked key that is published",
      "signing_keys_overlap",
      "fail",
      "still in /.well-known",
      ({ routes, signingKeys }) => {
        signingKeys.push({ kid: "third", created_at: daysAgo(90), revoked_at: daysAgo(1) });
        const keys = ["first", "second", "third"].map((kid) => ({ kid }));
        routes.set("GET /.well-known/jwks.json", () => ({ status: 200, body: { keys } }));
      },
    ],
    [
      "uploads from any page",
      "origins_are_restricted",
      "warn",
      "3 of 4 recent uploads",
      ({ uploads }) => {
        uploads.push(sampleUpload(9, { cors_origin: null }));
      },
    ],
    [
      "assets without an end",
      "retention_is_set",
      "warn",
      "3 of the last 4",
      ({ assets }) => {
        assets.push(sampleAsset(9, { delete_after: null }));
      },
    ],
    [
      "assets that should be gone",
      "retention_is_set",
      "fail",
      "was to go on",
      ({ assets }) => {
        assets.push(sampleAsset(9, { delete_after: daysAgo(3) }));
      },
    ],
    [
      "keys of an old version",
      "version_is_current",
      "warn",
      "is pinned to 2026-10-01",
      ({ keys }) => {
        keys.push(sampleKey(9, { api_version: "2026-10-01" }));
      },
    ],
    [
      "a version that ends soon",
      "version_is_current",
      "fail",
      "ends on",
      ({ routes }) => {
        const headers = { deprecation: "@1790000000", sunset: new Date(daysAgo(-20)).toUTCString() };
        spoilRoute(routes, "GET /v1/assets", () => ({
          status: 200,
          body: { data: [], next_cursor: null },
          headers,
        }));
      },
    ],
  ];

function spoilRoute(
  routes: Deployment["routes"],
  name: string,
  answer: (query: URLSearchParams) => ReturnType<typeof problem> | null,
): void {
  const before = routes.get(name);
  routes.set(name, (call, all) => answer(call.query) ?? before?.(call, all) ?? { status: 500 });
}

it.each(faults)("sees %s", { timeout: 20_000 }, async (_what, id, outcome, says, spoil) => {
  const found = await look(id, spoil);
  expect(found.text).toContain(says);
  expect(found.outcome).toBe(outcome);
  expect(found.remedy).not.toBeNull();
  expect(found.code).toBe(outcome === "fail" ? 1 : 0);
});

it("has a fault for every check that looks at the deployment", () => {
  const elsewhere = [
    "packages_are_compatible",
    "keys_are_narrow",
    "pages_hold_no_secrets",
    "people_are_named",
  ];
  const rehearsals = ["last_drill", "last_key_rollover", "last_restore"];
  const covered = new Set([...faults.map(([, id]) => id), ...elsewhere, ...rehearsals]);
  expect(allChecks.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
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

it("tries a stale message on receivers where it knows the secret", async () => {
  const lax: Spoil = (_deployment, { receiver }) => {
    receiver.answer = ({ headers }) =>
      Number(headers["webhook-timestamp"]) < Date.now() / 1000 - 300 ? 204 : 400;
  };
  const env = { FIRSTFRAME_WEBHOOK_SECRET: `whsec_${"A".repeat(43)}=` };
  const found = await look("forgeries_are_refused", lax, { env });
  expect(found).toMatchObject({ outcome: "fail" });
  expect(found.text).toContain("to a message of an hour ago");
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
