import type { Firstframe } from "../index.ts";

const id = (prefix: string) => `${prefix}_${"0".repeat(26)}`;

const kid = "k".repeat(43);

/** A call of each method, with the request that it is to make. */
export const calls: [request: string, call: (firstframe: Firstframe) => Promise<unknown>][] = [
  ["POST /v1/uploads", (ff) => ff.uploads.create({ metadata: { title: "A" } })],
  ["GET /v1/uploads?state=completed", (ff) => ff.uploads.list({ state: "completed" }).page()],
  [`GET /v1/uploads/${id("upl")}`, (ff) => ff.uploads.retrieve(id("upl"))],
  ["POST /v1/upload-tokens", (ff) => ff.uploads.renew({ token: "t" })],
  [`POST /v1/uploads/${id("upl")}/cancel`, (ff) => ff.uploads.cancel(id("upl"))],
  ["GET /v1/assets", (ff) => ff.assets.list().page()],
  ["POST /v1/assets", (ff) => ff.assets.create({ input: { asset_id: "ast_1", start_s: 1, end_s: 2 } })],
  ["POST /v1/assets", (ff) => ff.assets.create({ input: { url: "https://cdn.example.com/a.mp4" } })],
  [`GET /v1/assets/${id("ast")}`, (ff) => ff.assets.retrieve(id("ast"))],
  [
    `GET /v1/assets?status=ready&created_after=2026-11-01T00%3A00%3A00Z&playback_id=${id("pbk")}&correlation_id=o+7&metadata%5Ba+b%5D=c%26d&metadata%5B__proto__%5D=e`,
    (ff) =>
      ff.assets
        .list({
          status: "ready",
          created_after: "2026-11-01T00:00:00Z",
          playback_id: id("pbk"),
          correlation_id: "o 7",
          metadata: JSON.parse('{"a b":"c&d","__proto__":"e"}') as Record<string, string>,
        })
        .page(),
  ],
  [`PATCH /v1/assets/${id("ast")}`, (ff) => ff.assets.update(id("ast"), { legal_hold: true })],
  [`DELETE /v1/assets/${id("ast")}`, (ff) => ff.assets.delete(id("ast"))],
  [
    `POST /v1/assets/${id("ast")}/tracks`,
    (ff) => ff.assets.tracks.create(id("ast"), { language: "en", content: "WEBVTT" }),
  ],
  [`GET /v1/assets/${id("ast")}/tracks`, (ff) => ff.assets.tracks.list(id("ast")).page()],
  [
    `GET /v1/assets/${id("ast")}/tracks/${id("trk")}`,
    (ff) => ff.assets.tracks.retrieve(id("ast"), id("trk")),
  ],
  [
    `GET /v1/assets/${id("ast")}/tracks/embedded-2`,
    (ff) => ff.assets.tracks.retrieve(id("ast"), "embedded-2"),
  ],
  [
    `DELETE /v1/assets/${id("ast")}/tracks/${id("trk")}`,
    (ff) => ff.assets.tracks.delete(id("ast"), id("trk")),
  ],
  [`GET /v1/jobs?asset_id=${id("ast")}`, (ff) => ff.jobs.list({ asset_id: id("ast") }).page()],
  [`GET /v1/jobs/${id("job")}`, (ff) => ff.jobs.retrieve(id("job"))],
  [`POST /v1/jobs/${id("job")}/retry`, (ff) => ff.jobs.retry(id("job"))],
  [`GET /v1/jobs/${id("job")}/record`, (ff) => ff.jobs.record(id("job"))],
  [
    "POST /v1/playback-tokens",
    (ff) => ff.playbackTokens.create({ playback_id: id("pbk"), expires_in_s: 60 }),
  ],
  ["GET /v1/metrics", (ff) => ff.metrics.list()],
  [
    "GET /v1/metrics/startup_time/overall?hours=1&measurement=p95",
    (ff) => ff.metrics.overall("startup_time", { hours: 1, measurement: "p95" }),
  ],
  ["GET /v1/views?limit=5", (ff) => ff.views.list({ limit: 5 }).page()],
  [`GET /v1/views/${id("viw")}`, (ff) => ff.views.retrieve(id("viw"))],
  ["GET /v1/events", (ff) => ff.events.list().page()],
  [
    "GET /v1/events?after=7&types=asset.*%2Cjob.failed",
    (ff) => ff.events.list({ after: 7, types: ["asset.*", "job.failed"] }).page(),
  ],
  [
    "POST /v1/api-keys",
    (ff) => ff.apiKeys.create({ name: "A", environment: "sandbox", scopes: ["assets:read"] }),
  ],
  ["GET /v1/api-keys?limit=5", (ff) => ff.apiKeys.list({ limit: 5 }).page()],
  [`GET /v1/api-keys/${id("key")}`, (ff) => ff.apiKeys.retrieve(id("key"))],
  [`POST /v1/api-keys/${id("key")}/rotate`, (ff) => ff.apiKeys.rotate(id("key"), { overlap_s: 60 })],
  [`POST /v1/api-keys/${id("key")}/revoke`, (ff) => ff.apiKeys.revoke(id("key"))],
  ["POST /v1/signing-keys", (ff) => ff.signingKeys.create()],
  ["GET /v1/signing-keys", (ff) => ff.signingKeys.list().page()],
  [`POST /v1/signing-keys/${kid}/revoke`, (ff) => ff.signingKeys.revoke(kid)],
  ["POST /v1/webhook-endpoints", (ff) => ff.webhookEndpoints.create({ url: "https://example.com/hook" })],
  ["GET /v1/webhook-endpoints", (ff) => ff.webhookEndpoints.list().page()],
  [`GET /v1/webhook-endpoints/${id("whe")}`, (ff) => ff.webhookEndpoints.retrieve(id("whe"))],
  [
    `PATCH /v1/webhook-endpoints/${id("whe")}`,
    (ff) => ff.webhookEndpoints.update(id("whe"), { state: "disabled" }),
  ],
  [`DELETE /v1/webhook-endpoints/${id("whe")}`, (ff) => ff.webhookEndpoints.delete(id("whe"))],
  [
    `POST /v1/webhook-endpoints/${id("whe")}/rotate-secret`,
    (ff) => ff.webhookEndpoints.rotateSecret(id("whe")),
  ],
  [`POST /v1/webhook-endpoints/${id("whe")}/test`, (ff) => ff.webhookEndpoints.test(id("whe"))],
  [
    `POST /v1/webhook-endpoints/${id("whe")}/replay`,
    (ff) => ff.webhookEndpoints.replay(id("whe"), { from_sequence: 7 }),
  ],
  [
    `GET /v1/webhook-deliveries?endpoint_id=${id("whe")}&state=failed`,
    (ff) => ff.webhookDeliveries.list({ endpoint_id: id("whe"), state: "failed" }).page(),
  ],
  [`GET /v1/webhook-deliveries/${id("whd")}`, (ff) => ff.webhookDeliveries.retrieve(id("whd"))],
  [`POST /v1/webhook-deliveries/${id("whd")}/replay`, (ff) => ff.webhookDeliveries.replay(id("whd"))],
  [`GET /v1/audit?key_id=${id("key")}`, (ff) => ff.audit.list({ key_id: id("key") }).page()],
  ["GET /v1/status", (ff) => ff.status()],
];
