// `npm run bench:upload`: how fast uploads are beside their floors, in one run, as ratios of medians; and what they cost.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { UploadGrant } from "@firstframe/contract";
import { Upload } from "tus-js-client";
import { build, deployable } from "../src/build.ts";
import { startEdge } from "../src/edge.ts";
import { createSandboxKeys } from "../src/sandbox-keys.ts";
import { startDelayedLink } from "./delayed-link.ts";
import { findChild, watchMemory } from "./resident-memory.ts";
import { sendBytes } from "./send-bytes.ts";
import { median } from "./statistics.ts";
import { beginTus, beginUpload, patch, readOffset, removeUpload, tusHeaders, uploadUrl } from "./uploads.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    sizes: { type: "string", default: "256,2048" },
    json: { type: "string" },
  },
});
const runs = Number(values.runs);
const sizes = values.sizes.split(",").map(Number);
const mib = 1024 * 1024;
const delayMs = 50;
const floorHost = "floor.test";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const state = mkdtempSync(join(tmpdir(), "firstframe-bench-"));
const secret = randomBytes(32).toString("hex");
const say = (line: string) => process.stdout.write(`${line}\n`);
const figures: Record<string, unknown>[] = [];
const children: ChildProcess[] = [];

function note(what: string, figure: Record<string, number | string>): void {
  figures.push({ what, ...figure });
  const shown = Object.entries(figure).map(
    ([name, value]) => `${name} ${typeof value === "number" ? +value.toFixed(2) : value}`,
  );
  say(`${what.padEnd(58)} ${shown.join(" · ")}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Starts a Node program; resolves with the port that it says. */
function startProgram(script: string, args: string[], env: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ["ignore", "pipe", "ignore", "ipc"],
    env: { ...process.env, ...env },
  });
  children.push(child);
  return new Promise((done, fail) => {
    child.once("exit", (code) => fail(new Error(`${script} ended with ${code}`)));
    child.stdout?.on("data", (text) => {
      const port = /listening on (?:http:\/\/127\.0\.0\.1:)?(\d+)/.exec(String(text))?.[1];
      if (port !== undefined) done(Number(port));
    });
  });
}

async function startApi(
  name: string,
  bindings: Record<string, string>,
  companion?: { host: string; path: string },
) {
  const folder = join(state, name);
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const edge = await startEdge({
    ...{ root, port, folder, warn: () => undefined },
    logFile: join(state, `${name}.log`),
    bindings: {
      ...{ PUBLIC_URL: url, MEDIA_URL: "http://127.0.0.1:9", ROOT_SECRET: secret, MEDIA_SECRET: secret },
      ...bindings,
    },
    ...(companion ? { companion } : {}),
  });
  const { secret_key: key } = await createSandboxKeys(url, secret);
  return { url, key, port, edge };
}

type Contestant = (size: number) => Promise<number>;

/** Lets two contestants take turns, so that a machine that changes its speed changes it for both. */
async function compare(what: string, size: number, ours: Contestant, floor: Contestant): Promise<void> {
  const [a, b]: [number[], number[]] = [[], []];
  for (let run = 0; run <= runs; run++) {
    const [first, second] = [await ours(size), await floor(size)];
    // The first one warms up.
    if (run === 0) continue;
    a.push(first);
    b.push(second);
  }
  const speed = (times: readonly number[]) => size / mib / (median(times) / 1000);
  const ratios = a.map((time, i) => (b[i] ?? Number.NaN) / time);
  note(`${what}, ${size / mib} MiB`, {
    "MiB/s": speed(a),
    floor: speed(b),
    ratio: speed(a) / speed(b),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  });
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function uploadTo(api: { url: string; key: string }): Contestant {
  return async (size) => {
    const grant = await beginUpload(api, size);
    const time = await timed(async () => {
      const answer = await patch(uploadUrl(grant), tusHeaders(grant.token), { size });
      if (answer?.status !== 204 || answer.offset !== size)
        throw new Error(`wrong: ${JSON.stringify(answer)}`);
    });
    await removeUpload(api, grant);
    return time;
  };
}

/** Sends a file by tus-js-client, over so many connections. */
function sendByClient(
  grant: UploadGrant,
  endpoint: string,
  bytes: Buffer,
  parallelUploads: number,
): Promise<void> {
  return new Promise((done, fail) => {
    new Upload(bytes, {
      endpoint,
      headers: { authorization: `Bearer ${grant.token}` },
      parallelUploads,
      retryDelays: null,
      onSuccess: () => done(),
      onError: fail,
    }).start();
  });
}

try {
  await build(root, deployable, (name) => say(`Building the ${name} …`));
  const floorPath = fileURLToPath(new URL("floor-worker.js", import.meta.url));
  const edge = await startApi("edge", {}, { host: floorHost, path: floorPath });
  const workerd = findChild("workerd");

  const floor: Contestant = async (size) => {
    const url = `${edge.url}/${randomBytes(8).toString("hex")}`;
    const headers = { host: floorHost };
    const time = await timed(async () => {
      const answer = await sendBytes(url, { method: "PUT", headers, size });
      if (answer?.offset !== size) throw new Error(`the floor kept ${answer?.offset} bytes`);
    });
    await sendBytes(url, { method: "DELETE", headers, size: 0 });
    return time;
  };
  const bareFolder = join(state, "bare");
  mkdirSync(bareFolder);
  const barePort = await startProgram(
    fileURLToPath(new URL("bare-tus-server.ts", import.meta.url)),
    [bareFolder],
    {},
  );
  const bare: Contestant = async (size) => {
    const headers = { "tus-resumable": "1.0.0" };
    const endpoint = `http://127.0.0.1:${barePort}/v1/tus`;
    const url = new URL(await beginTus(endpoint, headers, size), endpoint);
    const time = await timed(() => patch(url, headers, { size }));
    await fetch(url, { method: "DELETE", headers });
    rmSync(bareFolder, { recursive: true });
    mkdirSync(bareFolder);
    return time;
  };

  say("Memory, one upload after another in a fresh process:");
  const peaks: number[] = [];
  for (const size of sizes) {
    const stop = watchMemory(workerd);
    await uploadTo(edge)(size * mib);
    peaks.push(stop());
    note(`  workerd with all local services, ${size} MiB`, { "peak RSS MiB": peaks.at(-1) ?? 0 });
  }

  say("Speed, medians of pairs:");
  for (const size of sizes)
    await compare("  edge ÷ bare Worker that puts the same parts", size * mib, uploadTo(edge), floor);

  const mediaPort = await freePort();
  const mediaUrl = `http://127.0.0.1:${mediaPort}`;
  const worker = await startApi("worker", {
    INGEST: "worker",
    MEDIA_URL: mediaUrl,
    MEDIA_PUBLIC_URL: mediaUrl,
  });
  await startProgram(join(root, "edge/media/src/main.ts"), [], {
    FIRSTFRAME_MEDIA_PORT: String(mediaPort),
    FIRSTFRAME_MEDIA_SECRET: secret,
    FIRSTFRAME_MEDIA_TMP: state,
    FIRSTFRAME_API_URL: worker.url,
    FIRSTFRAME_MEDIA_UPLOADS: join(state, "uploads"),
  });
  const media = children.at(-1)?.pid ?? 0;
  for (const size of sizes) {
    const stop = watchMemory(media);
    await compare("  worker ÷ bare @tus/server + @tus/file-store", size * mib, uploadTo(worker), bare);
    note(`  media worker, ${size} MiB`, { "peak RSS MiB": stop() });
  }

  say("Many at once:");
  const count = 50;
  const each = 8 * mib;
  let errors = 0;
  const time = await timed(() =>
    Promise.all(Array.from({ length: count }, () => uploadTo(edge)(each).catch(() => errors++))),
  );
  note(`  ${count} uploads of ${each / mib} MiB at the edge`, { errors, seconds: time / 1000 });

  say("Sent again after a cut connection:");
  for (const share of [0.13, 0.5, 0.87]) {
    const size = 64 * mib;
    const grant = await beginUpload(edge, size);
    const cutAfter = Math.floor(share * size);
    await patch(uploadUrl(grant), tusHeaders(grant.token), { size, cutAfter });
    const offset = await readOffset(grant);
    note(`  cut after ${(cutAfter / mib).toFixed(1)} MiB`, { "MiB again": (cutAfter - offset) / mib });
    await removeUpload(edge, grant);
  }

  say(`One file over a link with ${2 * delayMs} ms of delay:`);
  const link = await startDelayedLink(edge.port, delayMs);
  const bytes = randomBytes(32 * mib);
  const times: Record<number, number[]> = { 1: [], 4: [] };
  for (let run = 0; run < Math.min(runs, 3); run++) {
    for (const streams of [1, 4]) {
      const grant = await beginUploadWithoutTus(edge);
      const endpoint = `http://127.0.0.1:${link.port}/v1/tus`;
      times[streams]?.push(await timed(() => sendByClient(grant, endpoint, bytes, streams)));
      await removeUpload(edge, grant);
    }
  }
  link.server.close();
  const [one, four] = [median(times[1] ?? []), median(times[4] ?? [])];
  note("  tus-js-client, 32 MiB: four streams against one", {
    "one s": one / 1000,
    "four s": four / 1000,
    ratio: one / four,
  });

  await edge.edge.stop();
  await worker.edge.stop();
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ runs, figures }, null, 2)}\n`);
} finally {
  for (const child of children) child.kill();
  rmSync(state, { recursive: true, force: true });
}

async function beginUploadWithoutTus({ url, key }: { url: string; key: string }): Promise<UploadGrant> {
  const headers = { authorization: `Bearer ${key}` };
  return (await (
    await fetch(`${url}/v1/uploads`, { method: "POST", headers, body: "{}" })
  ).json()) as UploadGrant;
}
process.exit(0);
