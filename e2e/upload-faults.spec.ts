import { createHash } from "node:crypto";
import type { Asset, UploadGrant } from "@firstframe/contract";
import { videoClip } from "./system/clips.ts";
import { expect, test } from "./system/fixtures.ts";
import { seededRandom } from "./system/random.ts";
import type { DevFile } from "./system/running-system.ts";
import { tusClient } from "./system/tus-client.ts";

const seeds = [1, 2, 3, 4, 5, 6];
const paddingBytes = 20 * 1024 * 1024;

/** A playable file of some size: a clip with a box that players skip, full of noise. */
function largeFile(seed: number): Buffer {
  const random = seededRandom(seed);
  const padding = Buffer.alloc(paddingBytes);
  padding.writeUInt32BE(paddingBytes, 0);
  padding.write("free", 4, "latin1");
  for (let at = 8; at < paddingBytes; at += 4) padding.writeUInt32LE(Math.floor(random() * 2 ** 32), at);
  return Buffer.concat([videoClip().buffer, padding]);
}

async function newUpload({ api, secret_key }: DevFile): Promise<UploadGrant> {
  const headers = { authorization: `Bearer ${secret_key}` };
  return (
    await fetch(`${api}/v1/uploads`, { method: "POST", headers, body: "{}" })
  ).json() as Promise<UploadGrant>;
}

async function finishedAsset({ api, secret_key }: DevFile, id: string): Promise<Asset> {
  const headers = { authorization: `Bearer ${secret_key}` };
  let asset: Asset | undefined;
  await expect
    .poll(async () => {
      asset = (await (await fetch(`${api}/v1/assets/${id}`, { headers })).json()) as Asset;
      return asset.status;
    })
    .toMatch(/ready|failed/);
  if (asset === undefined) throw new Error("no asset");
  return asset;
}

for (const seed of seeds) {
  test(`connections that are cut at random lose no acknowledged byte (seed ${seed})`, async ({ system }) => {
    const random = seededRandom(seed);
    const file = largeFile(seed);
    const grant = await newUpload(system.dev);
    const client = tusClient(grant);
    expect((await client.create(file.byteLength)).status).toBe(201);

    let acknowledged = 0;
    let resumptions = 0;
    for (let cuts = 0; acknowledged < file.byteLength; cuts++) {
      // Later tries get through, so that the run ends.
      const cutAfter = cuts < 6 ? Math.floor(random() * (file.byteLength - acknowledged)) : null;
      const rest = file.subarray(acknowledged);
      const answer = await client.patch(acknowledged, rest, cutAfter);
      // A request that was cut can reach the server after the HEAD that followed it: then the offset has moved on since,
      // 409 says so without changing anything, and the next HEAD tells where to go on.
      if (answer !== null && answer.status !== 409) {
        expect(answer).toEqual({ status: 204, offset: file.byteLength });
      }
      // Straight away: the dead connection's lock is taken over, not waited for.
      const head = await client.head();
      expect(head.status).toBe(200);
      expect(head.offset ?? -1).toBeGreaterThanOrEqual(acknowledged);
      if (answer === null && (head.offset ?? 0) > acknowledged) resumptions++;
      acknowledged = head.offset ?? acknowledged;
    }
    // What a cut connection had delivered was kept, and built upon.
    expect(resumptions).toBeGreaterThan(0);
    const asset = await finishedAsset(system.dev, grant.asset_id);
    expect(asset).toMatchObject({
      status: "ready",
      source: { sha256: createHash("sha256").update(file).digest("hex"), size_bytes: file.byteLength },
    });
  });
}

test("two writers at once: one is refused or superseded, and the file is whole", async ({ system }) => {
  const file = largeFile(99);
  const grant = await newUpload(system.dev);
  const [first, second] = [tusClient(grant), tusClient(grant)];
  await first.create(file.byteLength);
  await Promise.all([first.patch(0, file), second.patch(0, file)]);
  for (;;) {
    const { offset } = await first.head();
    if (offset === file.byteLength) break;
    await first.patch(offset ?? 0, file.subarray(offset ?? 0));
  }
  const asset = await finishedAsset(system.dev, grant.asset_id);
  expect(asset.source.sha256).toBe(createHash("sha256").update(file).digest("hex"));
});
