import { expect, it } from "vitest";
import type { Firstframe } from "../index.ts";
import { json, startApiServer } from "../testing/api-server.ts";

const id = (prefix: string) => `${prefix}_${"0".repeat(26)}`;

const calls: [expected: string, call: (firstframe: Firstframe) => Promise<unknown>][] = [
  ["POST /v1/uploads", (ff) => ff.uploads.create({ metadata: { title: "A" } })],
  [`GET /v1/uploads/${id("upl")}`, (ff) => ff.uploads.retrieve(id("upl"))],
  [`POST /v1/uploads/${id("upl")}/cancel`, (ff) => ff.uploads.cancel(id("upl"))],
  ["GET /v1/assets", (ff) => ff.assets.list().page()],
  ["POST /v1/assets", (ff) => ff.assets.create({ input: { asset_id: "ast_1", start_s: 1, end_s: 2 } })],
  ["POST /v1/assets", (ff) => ff.assets.create({ input: { url: "https://cdn.example.com/a.mp4" } })],
  [`GET /v1/assets/${id("ast")}`, (ff) => ff.assets.retrieve(id("ast"))],
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
  [`GET /v1/jobs/${id("job")}/record`, (ff) => ff.jobs.record(id("job"))],
  [
    "POST /v1/playback-tokens",
    (ff) => ff.playbackTokens.create({ playback_id: id("pbk"), expires_in_s: 60 }),
  ],
  [
    "GET /v1/metrics/startup_time/overall?hours=1&measurement=p95",
    (ff) => ff.metrics.overall("startup_time", { hours: 1, measurement: "p95" }),
  ],
  ["GET /v1/views?limit=5", (ff) => ff.views.list({ limit: 5 }).page()],
  [`GET /v1/views/${id("viw")}`, (ff) => ff.views.retrieve(id("viw"))],
  ["GET /v1/events", (ff) => ff.events.list().page()],
  ["GET /v1/status", (ff) => ff.status()],
];

it.each(calls)("%s", async (expected, call) => {
  const api = await startApiServer(json({ data: [], next_cursor: null }));
  await call(api.client());
  expect(api.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([expected]);
});
