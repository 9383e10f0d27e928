import { env } from "cloudflare:test";
import type { AuditList, EventList, Problem, TrackList } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { executeRetention } from "./domain/execute-retention.ts";
import { expireUpload } from "./domain/expire-upload.ts";
import { listOrphans } from "./domain/list-orphans.ts";
import { call, createKey, createUpload, patch } from "./testing/client.ts";
import { leaseTaskOf, prepared, videoPart } from "./testing/media-worker.ts";
import { readAsset, reconcileAfter, type Uploaded, uploaded } from "./testing/read-back.ts";

const minute = 60_000;
const later = (ms: number) => new Date(Date.now() + ms).toISOString();
const read = ({ key, assetId }: Uploaded) => call("GET", `/v1/assets/${assetId}`, { token: key });
const change = ({ key, assetId }: Uploaded, json: object) =>
  call("PATCH", `/v1/assets/${assetId}`, { token: key, json });
const remove = ({ key, assetId }: Uploaded) =>
  call<Problem>("DELETE", `/v1/assets/${assetId}`, { token: key });

/** Every row of every table that names the asset, but for the events, which stay. */
async function traces({ assetId }: Uploaded): Promise<string[]> {
  const named: string[] = [];
  for (const table of ["tracks", "tasks", "jobs", "uploads", "asset_metadata"]) {
    const { results } = await env.DB.prepare(`SELECT 1 FROM ${table} WHERE asset_id = ?`).bind(assetId).all();
    if (results.length > 0) named.push(table);
  }
  return named;
}

async function readyWithTrack(options: object): Promise<Uploaded> {
  const video = await uploaded({ metadata: { campaign: "spring" }, ...options });
  const task = await leaseTaskOf(video.assetId);
  await task.produce([videoPart("v360", 0, 1)]);
  expect((await task.complete(prepared())).status).toBe(204);
  const track = { language: "en", content: "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n" };
  await call("POST", `/v1/assets/${video.assetId}/tracks`, { token: video.key, json: track });
  return video;
}

describe("an asset past its time", () => {
  it("is deleted with all that belongs to it, by the system, which the audit log tells", async () => {
    const video = await readyWithTrack({ delete_after: later(minute), correlation_id: "order-7" });
    const kept = await uploaded({ delete_after: later(60 * minute) });
    expect(await traces(video)).toEqual(["tracks", "tasks", "jobs", "uploads", "asset_metadata"]);
    await reconcileAfter(2 * minute);
    expect((await read(video)).status).toBe(404);
    expect(await traces(video)).toEqual([]);
    expect((await read(kept)).status).toBe(200);
    await reconcileAfter(10 * minute);
    expect(await listOrphans(compose(env))).toEqual([]);
    for (const prefix of [`assets/${video.assetId}/`, `sources/`]) {
      const { objects } = await env.BUCKET.list({ prefix });
      expect(objects.filter(({ key }) => !key.includes((kept as Uploaded).assetId))).toHaveLength(
        prefix === "sources/" ? 1 : 0,
      );
    }

    const { body: audit } = await call<AuditList>("GET", `/v1/audit?resource_id=${video.assetId}`, {
      token: video.key,
    });
    expect(audit.data.filter(({ actor }) => actor === "system")).toMatchObject([
      { actor: "system", action: "retention", key_id: null, correlation_id: "order-7" },
    ]);
    const { body: events } = await call<EventList>("GET", "/v1/events?types=asset.deleted", {
      token: video.key,
    });
    expect(events.data).toMatchObject([{ asset_id: video.assetId, data: { reason: "retention" } }]);
  });

  it("stays while it is on legal hold, and goes once that is lifted", async () => {
    const video = await uploaded({ delete_after: later(minute) });
    await change(video, { legal_hold: true });
    await reconcileAfter(2 * minute);
    const refused = await remove(video);
    expect(refused).toMatchObject({ status: 409, body: { code: "on_legal_hold", retryable: false } });
    expect(refused.body.detail).toContain("legal_hold");
    expect((await readAsset(video)).status).toBe("processing");
    await change(video, { legal_hold: false });
    await reconcileAfter(2 * minute);
    expect((await read(video)).status).toBe(404);
  });

  it.each([
    ["a legal hold", { legal_hold: true }],
    ["a later time", { delete_after: later(60 * minute) }],
    ["no time any more", { delete_after: null }],
  ])("stays when it was given %s after it was found", async (_what, json) => {
    const video = await uploaded({ delete_after: later(minute) });
    const services = { ...compose(env), clock: () => Date.now() + 2 * minute };
    const found = (await services.assets.findToDelete(services.clock(), 10)).find(
      ({ id }) => id === video.assetId,
    );
    if (found === undefined) throw new Error("it was not found");
    await change(video, json);
    await executeRetention(services, found);
    expect((await read(video)).status).toBe(200);
    const { body } = await call<AuditList>("GET", `/v1/audit?resource_id=${video.assetId}`, {
      token: video.key,
    });
    expect(body.data.map(({ action }) => action)).toEqual(["PATCH /v1/assets/:id"]);
  });
});

describe("a legal hold", () => {
  const onHold = { status: 409, body: { code: "on_legal_hold" } };
  const sources = async (uploadId: string) =>
    (await env.BUCKET.list({ prefix: `sources/${uploadId}/` })).objects.length;

  /** An upload of which half is here, kept from then on. */
  async function half() {
    const key = await createKey();
    const grant = await createUpload(key, { timeout_s: 60 });
    const tus = { "tus-resumable": "1.0.0" };
    await call("POST", grant.endpoint, {
      ...{ token: grant.token, headers: { ...tus, "upload-length": "8" } },
    });
    await patch(grant, 0, "half");
    const video = { key, assetId: grant.asset_id };
    await change(video, { legal_hold: true });
    const removals = {
      cancel: () => call<Problem>("POST", `/v1/uploads/${grant.id}/cancel`, { token: key }),
      terminate: () =>
        call<Problem>("DELETE", `${grant.endpoint}/${grant.id}`, { token: grant.token, headers: tus }),
    };
    return { grant, video, removals };
  }

  it.each(["cancel", "terminate"] as const)("keeps an upload from whoever would %s it", async (way) => {
    const { grant, video, removals } = await half();
    expect(await removals[way]()).toMatchObject(onHold);
    expect((await patch(grant, 4, "rest")).status).toBe(204);
    expect(await sources(grant.id)).toBeGreaterThan(0);
    expect((await readAsset(video)).status).toBe("processing");
  });

  it("keeps an upload past its time, which goes once the hold is lifted", async () => {
    const { grant, video, removals } = await half();
    const services = { ...compose(env), clock: () => Date.now() + 2 * minute };
    await reconcileAfter(2 * minute);
    expect(await expireUpload(services, grant.id)).toBe("held");
    expect((await readAsset(video)).status).toBe("uploading");
    await change(video, { legal_hold: false });
    await reconcileAfter(2 * minute);
    expect(await readAsset(video)).toMatchObject({ status: "failed", error: { code: "upload_expired" } });
    expect((await removals.cancel()).body.code).toBe("conflict");
  });

  it("keeps text tracks", async () => {
    const video = await readyWithTrack({});
    const tracks = `/v1/assets/${video.assetId}/tracks`;
    const { body } = await call<TrackList>("GET", tracks, { token: video.key });
    const track = `${tracks}/${body.data[0]?.id}`;
    await change(video, { legal_hold: true });
    expect(await call("DELETE", track, { token: video.key })).toMatchObject(onHold);
    await change(video, { legal_hold: false });
    expect((await call("DELETE", track, { token: video.key })).status).toBe(204);
    expect((await call("DELETE", track, { token: video.key })).status).toBe(404);
  });
});

describe("an asset that is deleted", () => {
  it("is gone once, however many delete it at once", async () => {
    const video = await uploaded();
    const answers = await Promise.all([1, 2, 3].map(() => remove(video)));
    expect(answers.map(({ status }) => status).filter((status) => status !== 404)).toContain(204);
    const { body } = await call<EventList>("GET", "/v1/events?types=asset.deleted", { token: video.key });
    expect(body.data.filter(({ asset_id }) => asset_id === video.assetId)).toHaveLength(1);
  });

  it("leaves its clips, which have bytes of their own", async () => {
    const video = await readyWithTrack({});
    const { body: clip } = await call<{ id: string }>("POST", "/v1/assets", {
      token: video.key,
      json: { input: { asset_id: video.assetId, start_s: 1 } },
    });
    expect((await remove(video)).status).toBe(204);
    const left = await call("GET", `/v1/assets/${clip.id}`, { token: video.key });
    expect(left).toMatchObject({ status: 200, body: { source_asset_id: video.assetId } });
  });
});
