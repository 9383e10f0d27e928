import { generateKeyPairSync, sign } from "node:crypto";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, jwtVerify } from "jose";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { expect, it, onTestFinished } from "vitest";
import { json, problem, startApiServer } from "./testing/api-server.ts";
import { createEventLog } from "./testing/event-log.ts";
import type { exercise, Surroundings } from "./testing/exercise.ts";

const secret = `whsec_${btoa("a secret of twenty-four b")}`;
const { privateKey: playbackKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
const playbackId = `pbk_${"0".repeat(26)}`;

/** What the client is to be exercised with, and the API that it is to call: the first answer is a refusal to repeat. */
async function surround(): Promise<Surroundings> {
  const log = createEventLog("asset.created", "asset.ready");
  const event = log.events[1] ?? log.append();
  let refused = false;
  const api = await startApiServer((response, request) => {
    if (!refused) problem(503, "overloaded", true)(response, request);
    else if (request.url.startsWith("/v1/events")) json(log.page(request.url))(response, request);
    else json({ id: event.asset_id, playback_id: playbackId })(response, request);
    refused = true;
  });
  const jwk = await exportJWK(playbackKey);
  const privateKey = { ...jwk, kid: await calculateJwkThumbprint(jwk) };
  return {
    baseUrl: api.baseUrl,
    event,
    privateKey,
    secret,
    signed: signEd25519(JSON.stringify({ data: event }), event.id),
  };
}

function signEd25519(body: string, id: string): Surroundings["signed"] {
  const pair = generateKeyPairSync("ed25519");
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = sign(null, Buffer.from(`${id}.${timestamp}.${body}`), pair.privateKey).toString("base64");
  return {
    body,
    headers: { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1a,${signature}` },
    publicKey: `whpk_${pair.publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("base64")}`,
  };
}

type Exercised = Awaited<ReturnType<typeof exercise>>;

async function check(given: Surroundings, { handled, id, refusal, token, asset }: Exercised): Promise<void> {
  expect(handled).toEqual([1, given.event.sequence]);
  expect(id).toBe(given.event.id);
  expect(refusal).toBe("webhook_signature_mismatch");
  expect(asset.playback_id).toBe(playbackId);
  await expect(jwtVerify(token, publicKey, { subject: playbackId, audience: "play" })).resolves.toBeDefined();
}

/** The client and its exercise in one file. A neutral platform knows no built-in modules: importing one would fail the build. */
async function bundle(code: string, format: "esm" | "iife"): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL("testing", import.meta.url)), loader: "ts" },
    bundle: true,
    format,
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["import"],
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

it("runs in workerd", async () => {
  const worker = await bundle(
    `import { exercise } from "./exercise.ts";
     export default { fetch: async (request) => Response.json(await exercise(await request.json())) };`,
    "esm",
  );
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: "ESModule", path: "worker.js", contents: worker }],
      compatibilityDate: "2026-11-01",
      cf: false,
    }),
  );
  onTestFinished(() => miniflare.dispose());
  const given = await surround();
  const response = await miniflare.dispatchFetch("http://worker/", {
    method: "POST",
    body: JSON.stringify(given),
  });
  await check(given, (await response.json()) as Exercised);
}, 60_000);

it("needs no more than fetch, WebCrypto and what goes with them", async () => {
  const script = await bundle(
    `import { exercise } from "./exercise.ts";
     globalThis.exercise = exercise;`,
    "iife",
  );
  // Nothing of Node, and of the web nothing that is not named here. The bytes that some of these give are of the outer realm.
  const globals = {
    fetch,
    crypto,
    Headers,
    URL,
    URLSearchParams,
    TextEncoder,
    TextDecoder,
    AbortController,
    DOMException,
    setTimeout,
    clearTimeout,
    atob,
    btoa,
    structuredClone,
    Uint8Array,
  };
  const context = createContext(globals);
  runInContext(script, context);
  expect(runInContext("typeof process + typeof Buffer + typeof require", context)).toBe(
    "undefined".repeat(3),
  );
  const given = await surround();
  const run = runInContext("exercise", context) as typeof exercise;
  await check(given, await run(given));
});
