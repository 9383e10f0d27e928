import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Express } from "express";
import type { Hono } from "hono";
import { exportJWK, generateKeyPair } from "jose";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Event, webhooks } from "./index.ts";
import { type Answer, json, startApiServer } from "./testing/api-server.ts";
import { compile } from "./testing/compile.ts";
import { createEventLog, type EventLog } from "./testing/event-log.ts";
import { readExamples } from "./testing/readme-examples.ts";

const id = (prefix: string) => `${prefix}_${"0".repeat(26)}`;
const secret = `whsec_${btoa("a secret of twenty-four b")}`;

/** Answers by the end of the path, good enough for what the examples look at. */
function answerWith(log: EventLog): Answer {
  const asset = {
    id: id("ast"),
    playback_id: id("pbk"),
    status: "failed",
    error: null,
    metadata: { title: "A" },
  };
  const job = { id: id("job"), state: "failed", tasks: [] };
  const key = { id: id("key"), secret: "ff_sandbox_secret" };
  const track = { id: id("trk"), source: "uploaded", name: "Deutsch" };
  const answers: [pattern: RegExp, answer: (url: string) => unknown][] = [
    [/\/v1\/events/, (url) => log.page(url)],
    [/^GET .*\/v1\/assets(\?|$)/, () => page(asset)],
    [/^GET .*\/tracks$/, () => page(track)],
    [/\/tracks/, () => track],
    [/\/v1\/assets/, () => asset],
    [/\/v1\/uploads/, () => ({ id: id("upl"), asset_id: id("ast"), token: "t" })],
    [/^GET .*\/v1\/jobs\?/, () => page(job)],
    [/\/v1\/jobs/, () => job],
    [/\/v1\/playback-tokens/, () => ({ token: "t" })],
    [/\/v1\/webhook-endpoints/, () => ({ id: id("whe"), secret })],
    [/\/v1\/api-keys/, () => key],
    [/\/v1\/audit/, () => page({ action: "POST /v1/assets", key_name: "A", resource_id: null })],
  ];
  return (response, request) => {
    const found = answers.find(([pattern]) => pattern.test(`${request.method} ${request.url}`))?.[1];
    json(found?.(request.url) ?? {})(response, request);
  };
}

const page = (item: object) => ({ data: [item], next_cursor: null });

/** Where the examples run: compiled, with an API and with what they take from the environment. */
async function prepare() {
  const log = createEventLog("asset.created", "asset.ready");
  const api = await startApiServer(answerWith(log));
  const privateKey = await exportJWK((await generateKeyPair("ES256", { extractable: true })).privateKey);
  vi.stubEnv("FIRSTFRAME_URL", api.baseUrl);
  vi.stubEnv("FIRSTFRAME_SECRET_KEY", "ff_sandbox_secret");
  vi.stubEnv("FIRSTFRAME_WEBHOOK_SECRET", secret);
  vi.stubEnv("FIRSTFRAME_SIGNING_KEY", JSON.stringify({ ...privateKey, kid: "k" }));
  onTestFinished(() => void vi.unstubAllEnvs());
  const given = Object.keys(await import("./testing/readme-given.ts"));
  const examples = readExamples(given, {
    "https://video.example.com": api.baseUrl,
    "http://localhost:3000": api.baseUrl,
    '"clip.de.srt"': JSON.stringify(new URL("../package.json", import.meta.url).pathname),
    '"pbk_…"': JSON.stringify(id("pbk")),
  });
  const files = Object.fromEntries(examples.map(({ code }, index) => [`example-${index}.ts`, code]));
  const run = (index: number): Promise<object> =>
    import(/* @vite-ignore */ pathToFileURL(join(compiled.folder, `example-${index}.ts`)).href);
  const compiled = compile(files);
  return { api, log, examples, faults: compiled.faults, run };
}

beforeEach(() => void vi.resetModules());

it("has examples that compile", async () => {
  const { examples, faults } = await prepare();
  expect(examples.length).toBeGreaterThan(15);
  expect(faults()).toBe("");
}, 120_000);

it("has examples that run", async () => {
  const { api, examples, run } = await prepare();
  const made: Record<string, string[]> = {};
  for (const [index, { heading }] of examples.entries()) {
    const before = api.requests.length;
    await run(index);
    const requests = api.requests.slice(before).map(({ method, url }) => `${method} ${url.split("?")[0]}`);
    made[heading] = [...(made[heading] ?? []), ...requests];
  }
  expect(made).toMatchInlineSnapshot(`
    {
      "Calls": [
        "GET /v1/assets",
        "GET /v1/assets",
      ],
      "Captions": [
        "POST /v1/assets/ast_00000000000000000000000000/tracks",
        "GET /v1/assets/ast_00000000000000000000000000/tracks",
        "DELETE /v1/assets/ast_00000000000000000000000000/tracks/trk_00000000000000000000000000",
      ],
      "Errors": [],
      "Events, none left out": [
        "GET /v1/events",
        "GET /v1/events",
      ],
      "Files that are on the web already": [
        "POST /v1/assets",
      ],
      "Five minutes": [],
      "How far a job is, and why it did what it did": [
        "GET /v1/jobs",
        "GET /v1/jobs/job_00000000000000000000000000",
        "GET /v1/jobs/job_00000000000000000000000000/record",
        "POST /v1/jobs/job_00000000000000000000000000/retry",
      ],
      "Keys": [
        "POST /v1/api-keys",
        "POST /v1/api-keys/key_00000000000000000000000000/rotate",
        "POST /v1/api-keys/key_00000000000000000000000000/revoke",
        "GET /v1/audit",
      ],
      "Parts of videos": [
        "POST /v1/assets",
      ],
      "Playback tokens without a call": [],
      "Retries": [
        "POST /v1/assets",
      ],
      "Webhooks": [
        "POST /v1/webhook-endpoints",
        "POST /v1/webhook-endpoints/whe_00000000000000000000000000/test",
        "GET /v1/events",
        "POST /webhooks",
      ],
      "Your own names": [
        "POST /v1/uploads",
        "GET /v1/assets",
        "PATCH /v1/assets/ast_00000000000000000000000000",
      ],
    }
  `);
}, 120_000);

/** What a visitor's page, or the API, gets from a receiver. */
type Receiver = (path: string, init: RequestInit) => Promise<Response>;

async function served(app: Express): Promise<Receiver> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init);
}

describe("a webhook receiver", () => {
  const kinds: [kind: string, marker: string, receiverOf: (module: object) => Promise<Receiver>][] = [
    ["Express", "express.raw", (module) => served((module as { app: Express }).app)],
    [
      "Hono",
      "new Hono",
      async (module) => async (path, init) => (module as { app: Hono }).app.request(path, init),
    ],
  ];

  it.each(kinds)(
    "of %s deals with a message once, and refuses a forged one",
    async (_kind, marker, receiverOf) => {
      const { examples, log, run } = await prepare();
      const module = await run(examples.findIndex(({ code }) => code.includes(marker)));
      const { published } = await import("./testing/readme-given.ts");
      const receive = await receiverOf(module);
      const { headers, body } = await webhooks.sign(log.events[1] ?? log.append(), { secret });
      const post = async (sent: string) =>
        (await receive("/webhooks", { method: "POST", headers, body: sent })).status;
      expect(await post(body)).toBe(204);
      expect(await post(body)).toBe(204);
      expect(published).toHaveLength(2);
      expect(await post(`${body} `)).toBe(400);
      // Of an event that the log does not hold, so that it comes again.
      const unknown = await webhooks.sign({ ...log.append(), sequence: 99 }, { secret });
      const answer = await receive("/webhooks", {
        method: "POST",
        headers: unknown.headers,
        body: unknown.body,
      });
      expect(answer.status).toBe(500);
    },
    120_000,
  );

  it("of a Worker hands the event on, and refuses a forged one", async () => {
    const { examples, log, run } = await prepare();
    const module = await run(examples.findIndex(({ code }) => code.includes("export default")));
    const worker = (module as { default: { fetch(request: Request, bindings: object): Promise<Response> } })
      .default;
    const event = log.events[1] ?? log.append();
    const sent: Event[] = [];
    const bindings = {
      FIRSTFRAME_WEBHOOK_SECRET: secret,
      EVENTS: { send: async (one: Event) => void sent.push(one) },
    };
    const { headers, body } = await webhooks.sign(event, { secret });
    const post = async (text: string) =>
      (await worker.fetch(new Request("http://worker/", { method: "POST", headers, body: text }), bindings))
        .status;
    expect(await post(body)).toBe(204);
    expect(await post(`${body} `)).toBe(400);
    expect(sent).toEqual([event]);
  }, 120_000);
});

it("five minutes are enough for an upload and a playback", async () => {
  const { examples, run } = await prepare();
  const { app } = (await run(examples.findIndex(({ heading }) => heading === "Five minutes"))) as {
    app: Express;
  };
  const receive = await served(app);
  const upload = await receive("/api/uploads", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ filename: "clip.mp4" }),
  });
  expect(await upload.json()).toMatchObject({ id: id("upl"), token: "t" });
  const playback = await receive(`/api/videos/${id("ast")}/playback`, {});
  expect(await playback.json()).toEqual({ playback_id: id("pbk"), token: "t" });
}, 120_000);
