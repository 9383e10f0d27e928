import { env } from "cloudflare:test";
import type { UploadGrant } from "@firstframe/contract";
import type { Firstframe } from "@firstframe/sdk";
import { expect } from "vitest";
import { compose } from "../compose.ts";
import { call, sendFile } from "./client.ts";
import { leaseTaskOf, poster, prepared, videoPart } from "./media-worker.ts";

const file = new TextEncoder().encode("bytes");

/** What a customer's server does in a day, by the calls that every version of the SDK has. */
export async function tellSdkStory(firstframe: Firstframe): Promise<void> {
  const watched = await upload(firstframe, { playback_policy: "signed", metadata: { order: "7" } });
  await process(watched.asset_id);
  const asset = await firstframe.assets.retrieve(watched.asset_id);
  expect(asset.status).toBe("ready");
  const { token, urls } = await firstframe.playbackTokens.create({ playback_id: asset.playback_id });
  expect((await call("GET", urls.hls)).status).toBe(200);
  await view(token);

  const failed = await upload(firstframe);
  await refuse(failed, false);
  const triedAgain = await upload(firstframe);
  await refuse(triedAgain, true);
  const ends = [];
  for (const { asset_id } of [watched, failed, triedAgain]) {
    for await (const { id } of firstframe.jobs.list({ asset_id })) {
      await firstframe.jobs.record(id);
      const { state, error } = await firstframe.jobs.retrieve(id);
      ends.push([state, error?.code]);
    }
  }
  expect(ends).toEqual([
    ["succeeded", undefined],
    ["failed", "processing_failed"],
    ["running", undefined],
  ]);

  const events = [];
  for await (const event of firstframe.events.list()) events.push(event.type);
  expect(events).toEqual(expect.arrayContaining(["asset.ready", "asset.failed", "task.requeued"]));

  await firstframe.uploads.retrieve(watched.id);
  const given = await firstframe.uploads.create();
  await firstframe.uploads.renew({ token: given.token });
  expect((await firstframe.uploads.cancel(given.id)).state).toBe("canceled");
  await firstframe.assets.list({ status: "ready" }).page();
  await firstframe.assets.tracks.list(asset.id).page();
  expect((await firstframe.metrics.overall("startup_time", { asset_id: asset.id })).n).toBe(1);
  const views = await firstframe.views.list({ asset_id: asset.id }).page();
  await firstframe.views.retrieve(views.data[0]?.id ?? "");
  await firstframe.status();
  await firstframe.assets.delete(asset.id);
  await expect(firstframe.assets.retrieve(asset.id)).rejects.toMatchObject({
    name: "FirstframeError",
    code: "not_found",
    status: 404,
    retryable: false,
  });
  await expect(firstframe.uploads.create({ max_size_bytes: -1 })).rejects.toMatchObject({
    code: "invalid_request",
    errors: [{ field: "max_size_bytes" }],
  });
}

async function upload(firstframe: Firstframe, options: object = {}): Promise<UploadGrant> {
  const grant = await firstframe.uploads.create(options);
  expect(await sendFile(grant, file)).toEqual([201, 204]);
  return grant;
}

/** As a media worker does it. */
async function process(assetId: string): Promise<void> {
  const task = await leaseTaskOf(assetId);
  const video = videoPart("v360", 0, 1);
  await task.produce([video]);
  await task.put(poster.path, "jpeg");
  expect((await task.complete(prepared({ renditions: [video], files: [poster] }))).status).toBe(204);
}

async function refuse({ asset_id }: UploadGrant, retryable: boolean): Promise<void> {
  const task = await leaseTaskOf(asset_id);
  const failure = { attempt: 1, code: "processing_failed", detail: "no encoder", retryable };
  expect((await task.call("POST", "/fail", { json: failure })).status).toBe(204);
}

/** As a player tells it. */
async function view(grant: string): Promise<void> {
  const beacon = {
    ...{ view_id: compose(env).makeId("view"), sequence: 1, grant, state: "playing", error: null },
    started_at: new Date().toISOString(),
    measures: {
      ...{ player_startup_time_ms: 20, page_load_time_ms: null, startup_time_ms: 412, playing_time_ms: 2000 },
      ...{ watch_time_ms: 2500, rebuffer_count: 1, rebuffer_duration_ms: 500, seek_count: 0 },
      ...{ seek_latency_ms: 0, decoded_frame_count: null, dropped_frame_count: null },
    },
    dimensions: { player_version: "0.1.0" },
  };
  expect((await call("POST", "/v1/beacons", { body: JSON.stringify(beacon) })).status).toBe(204);
}
