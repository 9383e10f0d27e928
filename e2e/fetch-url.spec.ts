import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Asset } from "@firstframe/contract";
import { expect, test } from "@playwright/test";
import { videoClip } from "./system/clips.ts";
import { paddedClip } from "./system/padded-clip.ts";
import { canSeeProcesses, killProcesses } from "./system/processes.ts";
import { seededRandom } from "./system/random.ts";
import { type Copy, newCopy, type RunningSystem, removeCopy, startSystem } from "./system/running-system.ts";

const mib = 1024 * 1024;
const file = paddedClip(videoClip().buffer, 24 * mib, 7);
const random = seededRandom(7);

let server: Server;
let origin: string;
let copy: Copy;
let system: RunningSystem;
const seen: IncomingMessage[] = [];
/** How the next requests are answered: cut after some bytes, or slowly. */
let behaviour: "whole" | "cut" | "slow" = "whole";

test.beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (request.url?.startsWith("/elsewhere")) {
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end();
      return;
    }
    response.writeHead(request.headers.range ? 206 : 200, {
      "content-type": "video/mp4",
      "content-length": file.byteLength - start,
      "content-range": `bytes ${start}-${file.byteLength - 1}/${file.byteLength}`,
      etag: '"the file"',
    });
    void answer(response, start);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  copy = await newCopy({ FIRSTFRAME_FETCH_ALLOWED_HOSTS: host });
  system = await startSystem(copy);
});

test.afterAll(async () => {
  await system.stop();
  removeCopy(copy);
  server.closeAllConnections();
  server.close();
});

async function answer(response: import("node:http").ServerResponse, start: number): Promise<void> {
  const end = behaviour === "cut" ? start + Math.floor(random() * 8 * mib) : file.byteLength;
  for (let at = start; at < Math.min(end, file.byteLength) && !response.destroyed; at += 256 * 1024) {
    response.write(file.subarray(at, Math.min(end, at + 256 * 1024)));
    await new Promise((later) => setTimeout(later, behaviour === "slow" ? 120 : 0));
  }
  if (end < file.byteLength) response.destroy();
  else response.end();
}

const headers = () => ({ authorization: `Bearer ${system.dev.secret_key}` });

function postAsset(json: object): Promise<Response> {
  const body = JSON.stringify(json);
  return fetch(`${system.dev.api}/v1/assets`, { method: "POST", headers: headers(), body });
}

async function fetchAsset(json: object): Promise<Asset> {
  return (await (await postAsset(json)).json()) as Asset;
}

async function readAsset({ id }: Asset): Promise<Asset> {
  return (await (await fetch(`${system.dev.api}/v1/assets/${id}`, { headers: headers() })).json()) as Asset;
}

async function settled(asset: Asset): Promise<Asset> {
  await expect.poll(async () => (await readAsset(asset)).status).toMatch(/ready|failed/);
  return readAsset(asset);
}

const sha256 = createHash("sha256").update(file).digest("hex");

test("a file is fetched to ready through connections that break, each resumed by range", async () => {
  behaviour = "cut";
  seen.length = 0;
  const asset = await fetchAsset({ input: { url: `${origin}/clip.mp4?token=x` } });
  expect(await settled(asset)).toMatchObject({
    status: "ready",
    source_url: `${origin}/clip.mp4`,
    source: { sha256, size_bytes: file.byteLength, filename: "clip.mp4", content_type: "video/mp4" },
  });
  // One that broke before its first byte is repeated from the start; all others go on.
  const starts = seen.map(({ headers: { range } }) => Number(/\d+/.exec(range ?? "")?.[0] ?? 0));
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(starts.filter((start) => start > 0).length).toBeGreaterThan(2);
});

test("a worker that is killed in the middle is succeeded by one that goes on where it was", async () => {
  test.skip(!canSeeProcesses, "needs /proc to find the process to kill");
  behaviour = "slow";
  seen.length = 0;
  const asset = await fetchAsset({ input: { url: `${origin}/clip.mp4` } });
  await expect.poll(async () => (await readAsset(asset)).progress, { intervals: [100] }).toBeGreaterThan(0.2);
  expect(killProcesses(copy.state, "edge/media/src/main.ts")).toBe(1);
  behaviour = "whole";
  expect(await settled(asset)).toMatchObject({ status: "ready", source: { sha256 } });
  const { range, "if-range": ifRange } = seen.at(-1)?.headers ?? {};
  expect(Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1])).toBeGreaterThan(mib);
  expect(ifRange).toBe('"the file"');
});

test("private addresses are refused, by themselves and behind a redirect, and so is what is too large", async () => {
  behaviour = "whole";
  const refused = await postAsset({ input: { url: "http://127.0.0.1:1/a.mp4" } });
  expect(await refused.json()).toMatchObject({
    code: "invalid_request",
    errors: [{ field: "input.url" }],
  });
  const redirected = await fetchAsset({ input: { url: `${origin}/elsewhere` } });
  expect((await settled(redirected)).error).toMatchObject({ code: "source_fetch_refused" });
  const large = await fetchAsset({ input: { url: `${origin}/clip.mp4` }, max_size_bytes: mib });
  expect((await settled(large)).error).toMatchObject({ code: "source_too_large" });
});
