import { env } from "cloudflare:test";
import type { TaskDispatch, UploadGrant, UploadStatus } from "@firstframe/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { dispatchTask } from "./domain/dispatch-task.ts";
import { listOrphans } from "./domain/list-orphans.ts";
import type { DispatchOutcome, Services } from "./domain/ports.ts";
import { call, createKey, createUpload, patch } from "./testing/client.ts";
import { leaseTaskOf, prepared, silentOpening, tasksOf, videoPart } from "./testing/media-worker.ts";
import {
  readAsset,
  readEvents,
  readFile,
  readJob,
  reconcileAfter,
  type Uploaded,
} from "./testing/read-back.ts";

const size = 4 * 1024 * 1024;
const half = new Uint8Array(size / 2).fill(7);

let grant: UploadGrant;
let video: Uploaded;

const begin = (headers: Record<string, string>) =>
  call("POST", "/v1/tus", { token: grant.token, headers: { "tus-resumable": "1.0.0", ...headers } });
const readStatus = async () =>
  (await call<UploadStatus>("GET", grant.status_url, { token: grant.token })).body;
const bytesOf = async () =>
  [
    ...(await env.BUCKET.list({ prefix: `assets/${video.assetId}/` })).objects,
    ...(await env.BUCKET.list({ prefix: `sources/${grant.id}/` })).objects,
  ].map(({ key }) => key);

/** Services with media workers that answer so, and what they were told. */
function withWorkers(answer: DispatchOutcome): { services: Services; told: TaskDispatch[] } {
  const told: TaskDispatch[] = [];
  const media: Services["media"] = {
    async dispatch(task) {
      told.push(task);
      return answer;
    },
  };
  return { services: { ...compose(env), media }, told };
}

beforeEach(async () => {
  const key = await createKey();
  grant = await createUpload(key);
  video = { key, assetId: grant.asset_id };
});

describe("an upload that takes a while", () => {
  it("can be played before its last byte is here", async () => {
    await begin({ "upload-length": String(size) });
    expect(await tasksOf(video.assetId)).toMatchObject([{ kind: "prepare", state: "queued" }]);
    const task = await leaseTaskOf(video.assetId);
    await patch(grant, 0, half);
    await task.produce([videoPart("v360", 0, 1, { complete: false })], {
      ...silentOpening,
      early_start: { possible: true, reason: null },
    });
    const progress = [(await readStatus()).asset.progress];
    expect(await readAsset(video)).toMatchObject({
      status: "playable",
      early_start: { possible: true },
      source: { size_bytes: size },
    });
    expect(await readFile(video, "v360/playlist.m3u8")).toContain("00000.m4s");
    // What the worker cannot have read to its end is not done.
    const early = await task.complete(prepared());
    expect(early).toMatchObject({ status: 425, body: { code: "upload_incomplete", retryable: true } });
    expect(early.headers.get("retry-after")).toBe("1");

    await patch(grant, half.length, half);
    progress.push((await readStatus()).asset.progress);
    expect((await readAsset(video)).status).toBe("playable");
    expect((await task.complete(prepared())).status).toBe(204);
    progress.push((await readStatus()).asset.progress);
    expect(await readAsset(video)).toMatchObject({
      ...{ status: "ready", source: { size_bytes: size } },
      early_start: { possible: true, reason: null },
    });
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect((await readEvents(video)).filter(({ type }) => type === "job.queued")).toHaveLength(1);
  });

  it("has the one job, and is put on the queue again when it is complete", async () => {
    await begin({ "upload-defer-length": "1" });
    expect(await tasksOf(video.assetId)).toHaveLength(1);
    const { services, told } = withWorkers({ kind: "busy", retryAfterS: 2 });
    const [task] = await tasksOf(video.assetId);
    // Nobody has room now: it is not worth asking every few seconds for as long as the upload lasts.
    expect(await dispatchTask(services, task?.id ?? "")).toEqual({ kind: "deferred" });
    expect(told).toMatchObject([{ kind: "prepare", source: { size_bytes: null, complete: false } }]);
    const headers = { "upload-offset": "0", "upload-length": "4" };
    await call("PATCH", `${grant.endpoint}/${grant.id}`, {
      token: grant.token,
      body: "0123",
      headers: { ...headers, "tus-resumable": "1.0.0", "content-type": "application/offset+octet-stream" },
    });
    expect(await tasksOf(video.assetId)).toMatchObject([{ state: "queued" }]);
    expect((await readAsset(video)).status).toBe("processing");
    expect(await dispatchTask(services, task?.id ?? "")).toEqual({ kind: "busy", retryAfterS: 2 });
    expect(told[1]).toMatchObject({ source: { size_bytes: 4, complete: true } });
  });

  it("leaves nothing when it is canceled, though it was played already", async () => {
    await begin({ "upload-length": String(size) });
    await patch(grant, 0, half);
    const task = await leaseTaskOf(video.assetId);
    await task.produce([videoPart("v360", 0, 2, { complete: false })], silentOpening);
    expect(await bytesOf()).not.toEqual([]);
    await call("POST", `/v1/uploads/${grant.id}/cancel`, { token: video.key });
    expect(await readAsset(video)).toMatchObject({ status: "canceled", renditions: [], files: [] });
    expect(await readJob(video)).toMatchObject({ state: "canceled", tasks: [{ state: "canceled" }] });
    expect(await readFile(video, "master.m3u8")).toBeNull();
    expect(await bytesOf()).toEqual([]);
    expect((await task.produce([]).catch(() => null))?.status).toBe(409);
    await reconcileAfter(4 * 60_000);
    expect(await compose(env).purges.list()).toEqual([]);
    expect(await listOrphans(compose(env))).toEqual([]);
  });

  it("ends with its job when it is not finished in time", async () => {
    await begin({ "upload-length": String(size) });
    await patch(grant, 0, half);
    const task = await leaseTaskOf(video.assetId);
    await task.produce([videoPart("v360", 0, 1, { complete: false })], silentOpening);
    await reconcileAfter(25 * 3600_000);
    expect(await readAsset(video)).toMatchObject({ status: "failed", error: { code: "upload_expired" } });
    expect((await readJob(video)).state).toBe("canceled");
    expect(await bytesOf()).toEqual([]);
  });

  it("keeps every byte whatever its beginning looks like: the verdict is spoken once all of it is here", async () => {
    await begin({ "upload-length": String(size) });
    await patch(grant, 0, half);
    const task = await leaseTaskOf(video.assetId);
    const failure = (attempt: number) => ({
      json: { attempt, code: "source_not_media", detail: "text", retryable: false },
    });
    expect((await task.call("POST", "/fail", failure(1))).status).toBe(204);
    expect(await readStatus()).toMatchObject({ upload_state: "uploading", asset: { status: "uploading" } });
    expect((await patch(grant, half.length, half)).status).toBe(204);
    const again = await leaseTaskOf(video.assetId);
    expect((await again.call("POST", "/fail", failure(2))).status).toBe(204);
    expect(await readStatus()).toMatchObject({
      upload_state: "completed",
      asset: { status: "failed", error: { code: "source_not_media" } },
    });
    expect((await bytesOf()).length).toBeGreaterThan(0);
  });

  it("does not use up its attempts while it lasts", async () => {
    await begin({ "upload-length": String(size) });
    const failure = (attempt: number) => ({
      json: { attempt, code: "processing_failed", detail: "lost", retryable: true },
    });
    for (let attempt = 1; attempt <= 4; attempt++) {
      await (await leaseTaskOf(video.assetId)).call("POST", "/fail", failure(attempt));
    }
    expect((await readAsset(video)).status).toBe("uploading");
    await patch(grant, 0, half);
    await patch(grant, half.length, half);
    for (let attempt = 5; attempt <= 7; attempt++) {
      await (await leaseTaskOf(video.assetId)).call("POST", "/fail", failure(attempt));
    }
    expect((await readAsset(video)).status).toBe("failed");
  });
});
