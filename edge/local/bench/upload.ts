// `npm run bench:upload`: how fast uploads are beside their floors, in one run, as ratios of medians; and what they cost.
import { randomBytes, randomInt } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { UploadGrant } from "@firstframe/contract";
import { build, deployable } from "../src/build.ts";
import { checkFreeSpace } from "./check-free-space.ts";
import { type Contestant, contest } from "./contest.ts";
import { bareTusServer, bareWorker, uploadTo } from "./contestants.ts";
import { linkWindow, startDelayedLink } from "./delayed-link.ts";
import { createFigures, say } from "./figures.ts";
import { freePort } from "./free-port.ts";
import { noiseDigest } from "./noise.ts";
import { findChild, watchMemory } from "./resident-memory.ts";
import { sendByClient } from "./send-by-client.ts";
import { startApi } from "./start-api.ts";
import { startProgram } from "./start-program.ts";
import { median } from "./statistics.ts";
import { answeredDigest, fileDigest } from "./stored-digest.ts";
import { timed } from "./timed.ts";
import * as uploads from "./uploads.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    sizes: { type: "string", default: "256,2048" },
    json: { type: "string" },
  },
});
const runs = Number(values.runs);
const sizes = values.sizes.split(",").map(Number);
const largest = Math.max(...sizes);
const mib = 1024 * 1024;
const delayMs = 50;
const floorHost = "floor.test";

const fileBeside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const root = fileBeside("../../..");
const state = mkdtempSync(join(tmpdir(), "firstframe-bench-"));
const [bareFolder, ownFolder] = [join(state, "bare"), join(state, "uploads")];
const { note, all: figures } = createFigures(58);

/** Notes the resident memory of workerd, of which there is one, at its peak during each upload. */
async function watchUploads(what: string, upload: Contestant, sequence: readonly number[]): Promise<void> {
  const workerd = findChild("workerd");
  let first: number | null = null;
  for (const size of sequence) {
    const stop = watchMemory(workerd);
    await upload(size * mib);
    const peak = stop();
    first ??= peak;
    note(`  ${what}, ${size} MiB`, { "peak RSS MiB": peak, "of the first": peak / first });
  }
}

type StoredDigest = (grant: UploadGrant, size: number) => Promise<string>;

async function checkStored(stored: StoredDigest, grant: UploadGrant, size: number): Promise<void> {
  if ((await stored(grant, size)) !== noiseDigest(size))
    throw new Error(`the bytes that are stored of ${grant.id} are not those that were sent`);
}

try {
  // What has just been removed may still be on its way out while the next file comes.
  checkFreeSpace(state, 3 * largest * mib);
  await build(root, deployable, (name) => say(`Building the ${name} …`));
  const companion = { host: floorHost, path: fileBeside("floor-worker.js") };
  const sequence = [...sizes, largest, largest];
  say("Memory, one upload after another, each kind in a fresh process:");
  const floor = await startApi({ root, folder: join(state, "floor"), companion });
  await watchUploads("the bare Worker, with all local services", bareWorker(floor, floorHost), sequence);
  await floor.stop();
  const edge = await startApi({ root, folder: join(state, "edge"), companion });
  await watchUploads("the edge, with all local services", uploadTo(edge), sequence);
  const mediaPort = await freePort();
  const mediaUrl = `http://127.0.0.1:${mediaPort}`;
  const worker = await startApi({
    ...{ root, folder: join(state, "worker") },
    bindings: { INGEST: "worker", MEDIA_URL: mediaUrl, MEDIA_PUBLIC_URL: mediaUrl },
  });
  const media = await startProgram(join(root, "edge/media/src/main.ts"), [], {
    FIRSTFRAME_MEDIA_PORT: String(mediaPort),
    FIRSTFRAME_MEDIA_SECRET: worker.mediaSecret,
    FIRSTFRAME_MEDIA_TMP: state,
    FIRSTFRAME_API_URL: worker.url,
    FIRSTFRAME_MEDIA_UPLOADS: ownFolder,
  });
  mkdirSync(bareFolder);
  const bare = await startProgram(fileBeside("bare-tus-server.ts"), [bareFolder], {});
  const storedAtEdge: StoredDigest = ({ id }) =>
    answeredDigest(`${edge.url}/sources/${id}/`, { host: floorHost });

  say("Speed, medians of pairs:");
  for (const size of sizes) {
    const figure = await contest({ size: size * mib, runs }, uploadTo(edge), bareWorker(edge, floorHost));
    note(`  edge ÷ bare Worker that puts the same parts, ${size} MiB`, figure);
  }
  for (const size of sizes) {
    const stop = watchMemory(media.child.pid ?? 0);
    const figure = await contest(
      { size: size * mib, runs },
      uploadTo(worker),
      bareTusServer(bare.port, bareFolder),
    );
    note(`  worker ÷ bare @tus/server + @tus/file-store, ${size} MiB`, figure);
    note(`  media worker, ${size} MiB`, { "peak RSS MiB": stop() });
  }

  say("Stored bytes beside those that were sent:");
  for (const [what, api, stored] of [
    ["edge", edge, storedAtEdge],
    ["worker", worker, (_, size) => fileDigest(ownFolder, size)],
  ] satisfies [string, uploads.Api, StoredDigest][]) {
    const size = Math.min(...sizes) * mib;
    const grant = await uploads.beginUpload(api, size);
    await uploads.sendRest(uploads.uploadUrl(grant), uploads.tusHeaders(grant.token), { size });
    await checkStored(stored, grant, size);
    note(`  ${what}, ${size / mib} MiB`, { "SHA-256": "equal" });
    await uploads.removeUpload(api, grant);
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
  for (let run = 0; run < runs; run++) {
    const size = 64 * mib;
    const grant = await uploads.beginUpload(edge, size);
    const cutAfter = randomInt(1, size);
    const [url, headers] = [uploads.uploadUrl(grant), uploads.tusHeaders(grant.token)];
    await uploads.patch(url, headers, { size, cutAfter });
    const offset = await uploads.readOffset(grant);
    await uploads.sendRest(url, headers, { offset, size });
    await checkStored(storedAtEdge, grant, size);
    const sentAgain = cutAfter + (size - offset) - size;
    note(`  cut after ${(cutAfter / mib).toFixed(1)} MiB`, { "MiB again": sentAgain / mib });
    await uploads.removeUpload(edge, grant);
  }

  say(
    `One file over a link with ${2 * delayMs} ms of delay, ${linkWindow / 1024} KiB under way per connection:`,
  );
  const link = await startDelayedLink(edge.port, delayMs);
  const endpoint = `http://127.0.0.1:${link.port}/v1/tus`;
  const bytes = randomBytes(32 * mib);
  const times = new Map<number, number[]>([1, 4].map((streams) => [streams, []]));
  for (let run = 0; run < runs; run++) {
    for (const [parallelUploads, taken] of times) {
      const grant = await uploads.createUpload(edge);
      const { token } = grant;
      taken.push(await timed(() => sendByClient(bytes, { endpoint, token, parallelUploads })));
      await uploads.removeUpload(edge, grant);
    }
  }
  link.server.close();
  const [one, four] = [median(times.get(1) ?? []), median(times.get(4) ?? [])];
  note("  tus-js-client, 32 MiB: four streams against one", {
    "one s": one / 1000,
    "four s": four / 1000,
    ratio: one / four,
  });

  await edge.stop();
  await worker.stop();
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ runs, figures }, null, 2)}\n`);
} finally {
  rmSync(state, { recursive: true, force: true });
}
process.exit(0);
