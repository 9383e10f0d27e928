import { env } from "cloudflare:test";
import type { Asset, Job, Problem } from "@firstframe/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { listOrphans } from "./domain/list-orphans.ts";
import { publishRenditions } from "./domain/publish-renditions.ts";
import { call, createKey, createUpload, patch } from "./testing/client.ts";
import { leaseTaskOf, prepared, silentOpening, videoPart } from "./testing/media-worker.ts";
import {
  readAsset,
  readEvents,
  readFile,
  readJob,
  reconcileAfter,
  type Uploaded,
  uploaded,
} from "./testing/read-back.ts";

let video: Uploaded;

const retry = <Body = Job>(id: string) => call<Body>("POST", `/v1/jobs/${id}/retry`, { token: video.key });
const failure = { attempt: 1, code: "processing_failed", detail: "broken", retryable: false };

/** Fails for good, after some of it was played. */
async function fail(): Promise<string> {
  const task = await leaseTaskOf(video.assetId);
  await task.produce([videoPart("v360", 0, 1, { complete: false })], silentOpening);
  expect((await readAsset(video)).status).toBe("playable");
  expect((await task.call("POST", "/fail", { json: failure })).status).toBe(204);
  return (await readJob(video)).id;
}

beforeEach(async () => {
  video = await uploaded();
});

describe("POST /v1/jobs/:id/retry", () => {
  it("processes the video again by a new job, to its end", async () => {
    const failed = await fail();
    expect(await readAsset(video)).toMatchObject({ status: "failed", renditions: [] });
    const { status, body: job } = await retry(failed);
    expect([status, job.kind, job.state, job.asset_id]).toEqual([201, "transcode", "queued", video.assetId]);
    expect(job.id).not.toBe(failed);
    expect((await call("GET", `/v1/jobs/${job.id}`, { token: video.key })).body).toMatchObject(job);
    expect(await readAsset(video)).toMatchObject({ status: "processing", error: null, playable_at: null });
    expect((await readEvents(video)).slice(-3).map(({ type }) => type)).toEqual([
      "asset.processing",
      "job.queued",
      "task.queued",
    ]);

    const task = await leaseTaskOf(video.assetId);
    expect(task.lease.attempt).toBe(1);
    const source = await task.call<string>("GET", "/source");
    expect(source.body).toBe("bytes");
    await task.produce([videoPart("v360", 0, 1)]);
    expect((await task.complete(prepared())).status).toBe(204);
    expect((await readAsset(video)).status).toBe("ready");
    expect(await readFile(video, "v360/playlist.m3u8")).toContain("#EXT-X-ENDLIST");
    await reconcileAfter(10 * 60_000);
    expect(await listOrphans(compose(env))).toEqual([]);
    expect(await retry<Problem>(failed)).toMatchObject({ status: 409, body: { code: "conflict" } });
  });

  it("happens once, however many ask at once", async () => {
    const failed = await fail();
    const answers = await Promise.all([1, 2, 3, 4].map(() => retry<Job & Problem>(failed)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect(body.detail).toContain("GET /v1/jobs");
  });

  it("fails again with its reason, and may be tried once more", async () => {
    const first = await fail();
    const { body: second } = await retry(first);
    await fail();
    expect((await readAsset(video)).status).toBe("failed");
    expect((await retry(second.id)).status).toBe(201);
  });

  it("is not disturbed by one who still publishes for the job that failed", async () => {
    const task = await leaseTaskOf(video.assetId);
    await task.produce([]);
    const { id } = await readJob(video);
    const services = compose(env);
    const snapshot = await services.jobs.snapshot(id);
    const asset = await services.assets.find(video.assetId);
    if (snapshot === null || asset === null) throw new Error("they are there");
    const [first] = snapshot.tasks;
    if (first === undefined) throw new Error("it has a task");
    const output = { attempt: 1, opening: silentOpening, renditions: [videoPart("v360", 0, 1)], files: [] };
    const before = { job: { ...snapshot.job, revision: 9 }, tasks: [{ ...first, output }] };
    await task.call("POST", "/fail", { json: failure });
    await retry(id);
    // What it had read before the failure is what it goes by at first.
    let reads = 0;
    await publishRenditions(
      {
        ...services,
        jobs: {
          ...services.jobs,
          snapshot: (job) => (reads++ === 0 ? Promise.resolve(before) : services.jobs.snapshot(job)),
        },
      },
      id,
    );
    expect(reads).toBeGreaterThan(1);
    expect(await readAsset(video)).toMatchObject({ status: "processing", renditions: [] });
  });

  it("is refused while a job is open, and for what is ready", async () => {
    const { id } = await readJob(video);
    expect((await retry<Problem>(id)).body).toMatchObject({ code: "conflict", status: 409 });
    const task = await leaseTaskOf(video.assetId);
    await task.produce([videoPart("v360", 0, 1)]);
    await task.complete(prepared());
    expect((await retry<Problem>(id)).body.detail).toContain("ready");
  });

  it("is refused once the source is gone, with what to do", async () => {
    const failed = await fail();
    const { upload_id } = await readAsset(video);
    await compose(env).uploadBytes.edge.discard(upload_id ?? "");
    const { status, body } = await retry<Problem>(failed);
    expect([status, body.code]).toEqual([409, "conflict"]);
    expect(body.detail).toContain("Upload it again");
    expect((await readAsset(video)).status).toBe("failed");
  });

  it("is refused for an upload that was given up while it was processed", async () => {
    const grant = await createUpload(video.key);
    const headers = { "tus-resumable": "1.0.0", "upload-defer-length": "1" };
    await call("POST", grant.endpoint, { token: grant.token, headers });
    await patch(grant, 0, "0123");
    const { id } = await readJob({ ...video, assetId: grant.asset_id });
    await call("POST", `/v1/uploads/${grant.id}/cancel`, { token: video.key });
    expect((await retry<Problem>(id)).body).toMatchObject({ status: 409, code: "conflict" });
  });

  it("is refused for a fetch, with what to do", async () => {
    const json = { input: { url: "https://cdn.example.com/a.mp4" } };
    const { body: asset } = await call<Asset>("POST", "/v1/assets", { token: video.key, json });
    const task = await leaseTaskOf(asset.id);
    await task.call("POST", "/fail", { json: { ...failure, code: "source_fetch_failed" } });
    const { id } = await readJob({ ...video, assetId: asset.id });
    expect((await retry<Problem>(id)).body.detail).toContain("POST /v1/assets");
  });

  it("is for keys that may write jobs, of the same environment", async () => {
    const failed = await fail();
    for (const [token, status] of [
      [await createKey("sandbox", ["jobs:read"]), 403],
      [await createKey("live"), 404],
    ] as const) {
      expect((await call("POST", `/v1/jobs/${failed}/retry`, { token })).status).toBe(status);
    }
  });
});
