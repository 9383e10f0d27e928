import { expect, it } from "vitest";
import { look, type Spoil, spoilRoute } from "../testing/diagnose.ts";
import { problem } from "../testing/reply.ts";
import {
  daysAgo,
  sampleAsset,
  sampleDelivery,
  sampleEndpoint,
  sampleEvent,
  sampleJob,
  sampleKey,
  sampleSigningKey,
  sampleUpload,
  sampleView,
} from "../testing/sample-resources.ts";
import { allChecks } from "./all-checks.ts";

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
      "an endpoint that nothing is sent to for now",
      "endpoint_is_enabled",
      "warn",
      "nothing is sent to",
      ({ endpoints: [endpoint] }) => {
        Object.assign(endpoint ?? {}, { paused_until: daysAgo(-1) });
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
      ({ routes, deliveries }) => {
        const waiting = sampleDelivery(9, { state: "pending", attempts: [] });
        deliveries.push(waiting);
        routes.set("POST /v1/webhook-endpoints/:/test", () => ({ status: 202, body: waiting }));
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
        signingKeys.push(sampleSigningKey("third", { revoked_at: daysAgo(1) }));
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
