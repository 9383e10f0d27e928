import { setTimeout as sleep } from "node:timers/promises";
import type { Asset, JobList, UploadGrant } from "@firstframe/contract";
import { expect, test } from "@playwright/test";
import { checkPresentation } from "./hls/check-presentation.ts";
import { findOrphans } from "./storage/find-orphans.ts";
import { readAssetIds, readKeys, readStorage } from "./storage/read-storage.ts";
import { type Clip, makeClip, truncatedClip } from "./system/clips.ts";
import { startFaultProxy } from "./system/fault-proxy.ts";
import { freePorts } from "./system/free-port.ts";
import { canSeeProcesses, killProcesses } from "./system/processes.ts";
import { seededRandom } from "./system/random.ts";
import { newCopy, removeCopy, startSystem } from "./system/running-system.ts";
import { tusClient } from "./system/tus-client.ts";

/** Seeded runs in all; each is an upload that has to end. */
const runs = Number(process.env.FIRSTFRAME_FAULT_RUNS ?? 102);
const atOnce = 34;
/** Shares of the runs after which something is killed without a warning: worker and API by turns. */
const killsAt = [0, 0.04, 0.2, 0.35, 0.5, 0.65];
const victims = ["edge/media/src/main.ts", "workerd"];
/** Share of the media worker's calls that are broken, dropped, repeated or delayed. */
const faultRate = 0.12;

const small = (name: string, mimeType: string, rest: string) =>
  makeClip(name, mimeType, [
    ..."-f lavfi -i testsrc2=size=160x90:rate=15:duration=2 -f lavfi -i sine=frequency=440:duration=2".split(
      " ",
    ),
    ...`-pix_fmt yuv420p -shortest ${rest}`.split(" "),
  ]);

/** What is uploaded, and how it may end: whatever breaks, a good source ends ready and a bad one with its reason. */
function makeClips(): { clip: Clip; ends: string }[] {
  return [
    { clip: small("first.mp4", "video/mp4", "-c:v libx264 -c:a aac -movflags +faststart"), ends: "ready" },
    { clip: small("last.mp4", "video/mp4", "-c:v libx264 -c:a aac"), ends: "ready" },
    { clip: small("quick.webm", "video/webm", "-c:v libvpx -deadline realtime -c:a libopus"), ends: "ready" },
    { clip: truncatedClip(), ends: "source_truncated" },
    {
      clip: { name: "noise.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(50_000, "noise") },
      ends: "source_not_media",
    },
  ];
}

test("every asset ends ready or failed with its reason, whatever breaks", async () => {
  test.skip(!canSeeProcesses, "needs /proc to find the processes to kill");
  // Each kill costs a lease and a restart, whatever the machine.
  test.setTimeout(900_000);
  const [proxyPort] = await freePorts(1);
  // A lease outlasts a restart of the API: only the worker's death costs a task one of its attempts.
  const copy = await newCopy({
    ...{ FIRSTFRAME_PUBLIC_URL: `http://127.0.0.1:${proxyPort}`, FIRSTFRAME_LEASE_S: "10" },
  });
  const random = seededRandom(7);
  const target = Number(copy.environment.FIRSTFRAME_API_PORT);
  await using proxy = await startFaultProxy(proxyPort ?? 0, target, random);
  const system = await startSystem(copy);
  const { api, secret_key } = system.dev;
  const headers = { authorization: `Bearer ${secret_key}` };
  const clips = makeClips();
  let kills = 0;
  try {
    proxy.rate = faultRate;
    const ended: Awaited<ReturnType<typeof runOne>>[] = [];
    let next = 1;
    // One after another in every lane: no run waits for the slowest of others.
    const lanes = Array.from({ length: atOnce }, async () => {
      while (next <= runs) ended.push(await runOne(next++));
    });
    const over = Promise.all(lanes).then(() => true);
    // Killed when so many have ended: however fast the machine is, as much work is lost.
    for (const [index, share] of killsAt.entries()) {
      let isOver = await Promise.race([over, sleep(500 + random() * 4_000, false)]);
      while (!isOver && ended.length < share * runs) isOver = await Promise.race([over, sleep(100, false)]);
      if (isOver) break;
      kills += killProcesses(copy.state, victims[index % victims.length] ?? "");
    }
    await over;
    expect(ended.filter(({ wanted, got, jobs }) => wanted !== got || jobs !== 1)).toEqual([]);
    expect(ended).toHaveLength(runs);
    expect(kills).toBeGreaterThan(0);
    proxy.rate = 0;
    // An attempt that lost its lease may be about to find out.
    await expect.poll(() => findOrphans(readStorage(copy.state))).toEqual([]);
    expect(readKeys(copy.state).length).toBeGreaterThan(runs);
    for (const id of readAssetIds(copy.state)) {
      expect((await fetch(`${api}/v1/assets/${id}`, { method: "DELETE", headers })).status).toBe(204);
    }
    await expect.poll(() => readKeys(copy.state)).toEqual([]);
    test.info().annotations.push({
      type: "runs",
      description: `${runs} runs, ${kills} kills, faults ${JSON.stringify(proxy.counts)}`,
    });
  } finally {
    await system.stop();
    removeCopy(copy);
  }

  /** One upload to its end. Everything around it may be killed meanwhile. */
  async function runOne(seed: number) {
    const { clip, ends } = clips[seed % clips.length] ?? { clip: truncatedClip(), ends: "" };
    const grant = await persist<UploadGrant>("/v1/uploads", { method: "POST", body: "{}" });
    const client = tusClient(grant);
    while ((await client.create(clip.buffer.byteLength))?.status !== 201) await sleep(100);
    for (let offset = 0; offset < clip.buffer.byteLength; ) {
      const known = await client.head();
      if (known?.offset != null) {
        offset = known.offset;
        await client.patch(offset, clip.buffer.subarray(offset));
      }
      await sleep(100);
      offset = (await client.head())?.offset ?? offset;
    }
    let asset: Asset;
    do {
      await sleep(300);
      asset = await persist<Asset>(`/v1/assets/${grant.asset_id}`);
    } while (!["ready", "failed", "canceled"].includes(asset.status));
    const jobs = await persist<JobList>(`/v1/jobs?asset_id=${asset.id}`);
    const got = asset.status === "failed" ? (asset.error?.code ?? "no reason") : asset.status;
    if (asset.status === "ready") {
      const base = `${api}/play/${asset.playback_id}/`;
      const violations = await checkPresentation(async (path) => {
        for (;;) {
          const answer = await wholeAnswer(base + path);
          if (answer?.ok) return answer.bytes;
          if (answer !== null && answer.status < 500) throw new Error(`${path}: ${answer.status}`);
          await sleep(200);
        }
      }, "master.m3u8");
      expect({ seed, violations }).toEqual({ seed, violations: [] });
    }
    return { seed, wanted: ends, got, jobs: jobs.data.length };
  }

  /** Asks until there is an answer. */
  async function persist<Body>(path: string, init: RequestInit = {}): Promise<Body> {
    for (;;) {
      const answer = await wholeAnswer(api + path, { ...init, headers });
      if (answer?.ok) return JSON.parse(new TextDecoder().decode(answer.bytes)) as Body;
      await sleep(200);
    }
  }
});

/** An answer with its whole body; null when there was none, or it broke off: what answers may be killed at any moment. */
async function wholeAnswer(url: string, init: RequestInit = {}) {
  try {
    const response = await fetch(url, init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { ok: response.ok, status: response.status, bytes };
  } catch {
    return null;
  }
}
