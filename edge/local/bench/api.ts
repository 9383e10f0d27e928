// `npm run bench:api`: how much of a bare route's speed is left with keys, limits, idempotency, audit and events, in one run.
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { UploadGrant } from "@firstframe/contract";
import { build as bundle } from "esbuild";
import { build, deployable } from "../src/build.ts";
import { createFigures, say } from "./figures.ts";
import { type Load, type LoadResult, underLoad } from "./load.ts";
import { sendBytes } from "./send-bytes.ts";
import { startApi } from "./start-api.ts";
import { median, percentile } from "./statistics.ts";
import { takeTurns } from "./take-turns.ts";
import { underWebhookLoad } from "./webhook-load.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    seconds: { type: "string", default: "5" },
    connections: { type: "string", default: "16" },
    json: { type: "string" },
  },
});
const runs = Number(values.runs);
const pressure = { seconds: Number(values.seconds), connections: Number(values.connections) };
const root = fileURLToPath(new URL("../../..", import.meta.url));
const state = mkdtempSync(join(tmpdir(), "firstframe-bench-"));
const bareHost = "bare.test";
const { note, all: figures } = createFigures(44);

async function compare(what: string, ours: Load, floor: Load): Promise<void> {
  const { ours: a, floor: b } = await takeTurns(
    runs,
    () => underLoad(ours, pressure),
    () => underLoad(floor, pressure),
  );
  const speed = (results: readonly LoadResult[]) => median(results.map(({ perSecond }) => perSecond));
  const tail = (results: readonly LoadResult[]) => median(results.map(({ p99 }) => p99));
  const ratios = a.map(({ perSecond }, i) => perSecond / (b[i]?.perSecond ?? Number.NaN));
  note(what, {
    "requests/s": speed(a),
    floor: speed(b),
    ratio: speed(a) / speed(b),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    "p99 ms": tail(a),
    "floor p99 ms": tail(b),
  });
}

/** From an event to its receipt. */
function delay(delays: readonly number[]): Record<string, number> {
  return { "received after, p50 ms": percentile(delays, 0.5), "p95 ms": percentile(delays, 0.95) };
}

try {
  await build(root, deployable, (name) => say(`Building the ${name} …`));
  const bare = join(state, "bare", "index.js");
  mkdirSync(join(state, "bare"));
  await bundle({
    entryPoints: [fileURLToPath(new URL("bare-routes.js", import.meta.url))],
    bundle: true,
    format: "esm",
    outfile: bare,
  });
  // Its limits are on, and out of the way; so is the Worker that serves files, which the floor has not either.
  const api = await startApi({
    ...{ root, folder: join(state, "api"), companion: { host: bareHost, path: bare }, withFiles: false },
  });
  const authorization = `Bearer ${api.key}`;
  const bareHeaders = { host: bareHost };
  const json = { "content-type": "application/json" };
  const body = JSON.stringify({
    playback_policy: "public",
    metadata: { campaign: "spring" },
    correlation_id: "bench",
  });
  const made = await fetch(`${api.url}/v1/uploads`, {
    method: "POST",
    headers: { authorization, ...json },
    body,
  });
  const grant = (await made.json()) as UploadGrant;
  const prepared = await sendBytes(`${api.url}/`, { method: "POST", headers: bareHeaders, size: 0 });
  if (prepared?.status !== 204) throw new Error("the bare routes have no table");

  say(`Requests a second, medians of ${runs} pairs that take turns, ${pressure.connections} connections:`);
  await compare(
    "POST /v1/uploads ÷ one D1 write",
    {
      url: `${api.url}/v1/uploads`,
      method: "POST",
      headers: { authorization, ...json },
      fresh: () => ({ "idempotency-key": randomUUID() }),
      body,
      status: 201,
    },
    { url: `${api.url}/rows`, method: "POST", headers: { ...bareHeaders, ...json }, body, status: 201 },
  );
  await compare(
    "GET /v1/assets/:id ÷ one D1 read",
    { url: `${api.url}/v1/assets/${grant.asset_id}`, method: "GET", headers: { authorization }, status: 200 },
    { url: `${api.url}/rows/first`, method: "GET", headers: bareHeaders, status: 200 },
  );
  await api.stop();

  // An API of its own: what it sends is not to wait behind the events of all the uploads above.
  const sending = await startApi({ root, folder: join(state, "webhooks") });
  const load = await underWebhookLoad(sending, { events: 1000, endpoints: 10, calmEvents: 50 });
  await sending.stop();
  note("1,000 events to 10 endpoints, one dead", {
    "messages to the nine": load.messages,
    "a second, with making the events": load.messages / (load.elapsedMs / 1000),
    "a second, sent again": load.messages / (load.replayMs / 1000),
    ...delay(load.delays),
  });
  note("50 events one by one, to the same endpoints", delay(load.calmDelays));
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ runs, pressure, figures }, null, 2)}\n`);
} finally {
  rmSync(state, { recursive: true, force: true });
}
process.exit(0);
