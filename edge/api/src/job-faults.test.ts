import { env } from "cloudflare:test";
import type { Asset, Job, JobList } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { reconcile } from "./domain/reconcile.ts";
import {
  call,
  createKey,
  createUpload,
  jobResult,
  jobToken,
  leaseJobOf,
  sendFile,
  workerId,
} from "./testing/client.ts";

async function uploaded(): Promise<{ key: string; assetId: string }> {
  const key = await createKey();
  const grant = await createUpload(key);
  await sendFile(grant, new TextEncoder().encode("bytes"));
  return { key, assetId: grant.asset_id };
}

async function readAsset(key: string, id: string): Promise<Asset> {
  return (await call<Asset>("GET", `/v1/assets/${id}`, { token: key })).body;
}

async function readJob(key: string, assetId: string): Promise<Job | undefined> {
  return (await call<JobList>("GET", `/v1/jobs?asset_id=${assetId}`, { token: key })).body.data[0];
}

const failure = (attempt: number, retryable: boolean) => ({
  json: { attempt, code: "source_not_media", detail: "ffprobe said no", retryable },
});

describe("jobs", () => {
  it("are leased to one worker only, however many ask", async () => {
    const { assetId } = await uploaded();
    const row = await env.DB.prepare("SELECT id FROM jobs WHERE asset_id = ?")
      .bind(assetId)
      .first<{ id: string }>();
    const token = await jobToken(row?.id ?? "");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        call("POST", `/internal/jobs/${row?.id}/lease`, { token, json: { worker_id: workerId } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
  });

  it("fail for good with the reason where another attempt cannot help", async () => {
    const { key, assetId } = await uploaded();
    const job = await leaseJobOf(assetId);
    expect((await job.call("POST", "/fail", failure(1, false))).status).toBe(204);
    const asset = await readAsset(key, assetId);
    expect(asset).toMatchObject({ status: "failed", error: { code: "source_not_media" } });
    expect(asset.error?.message).toMatch(/not a video/);
    expect(await readJob(key, assetId)).toMatchObject({
      state: "failed",
      error: { code: "source_not_media" },
    });
  });

  it("are tried again where it may help, and not for ever", async () => {
    const { key, assetId } = await uploaded();
    for (const attempt of [1, 2, 3]) {
      const job = await leaseJobOf(assetId);
      expect(job.lease.attempt).toBe(attempt);
      await job.call("POST", "/fail", failure(attempt, true));
    }
    expect(await readJob(key, assetId)).toMatchObject({ state: "failed", attempt: 3 });
    expect(await readAsset(key, assetId)).toMatchObject({ status: "failed" });
  });

  it("whose worker fell silent go to another; the first can do no harm when it comes back", async () => {
    const { key, assetId } = await uploaded();
    const first = await leaseJobOf(assetId);
    const later = { ...compose(env), clock: () => Date.now() + 60_000 };
    await reconcile(later);
    expect(await readJob(key, assetId)).toMatchObject({ state: "queued", attempt: 1 });

    const second = await leaseJobOf(assetId);
    expect(second.lease.attempt).toBe(2);
    const beat = { json: { attempt: 1, stage: "encoding", progress: 0.9 } };
    expect(await first.call("POST", "/heartbeat", beat)).toMatchObject({
      status: 409,
      body: { code: "lease_lost" },
    });
    expect(
      (await first.call("PUT", "/outputs/1/main.m3u8", { body: "x", headers: { "content-length": "1" } }))
        .status,
    ).toBe(409);
    expect((await first.call("POST", "/complete", { json: jobResult(1) })).status).toBe(409);
    expect((await second.call("POST", "/complete", { json: jobResult(2) })).status).toBe(204);
    expect(await readAsset(key, assetId)).toMatchObject({ status: "ready" });
  });

  it("that the queue forgot are put on it again", async () => {
    const { assetId } = await uploaded();
    const sent: string[] = [];
    const services = compose(env);
    await reconcile({
      ...services,
      clock: () => Date.now() + 10 * 60_000,
      queue: { send: async (id) => void sent.push(id) },
    });
    const row = await env.DB.prepare("SELECT id FROM jobs WHERE asset_id = ?")
      .bind(assetId)
      .first<{ id: string }>();
    expect(sent).toContain(row?.id);
  });

  it("stop and leave no bytes when their asset is deleted", async () => {
    const { key, assetId } = await uploaded();
    const job = await leaseJobOf(assetId);
    await job.call("PUT", "/outputs/1/main.m3u8", { body: "x", headers: { "content-length": "1" } });
    expect((await call("DELETE", `/v1/assets/${assetId}`, { token: key })).status).toBe(204);
    const beat = { json: { attempt: 1, stage: "encoding", progress: 0.9 } };
    expect((await job.call("POST", "/heartbeat", beat)).status).toBe(409);
    const { objects } = await env.BUCKET.list();
    expect(objects.filter(({ key: name }) => name.includes(assetId))).toEqual([]);
    expect((await call("GET", `/v1/assets/${assetId}`, { token: key })).status).toBe(404);
  });

  it("never show progress that runs backwards", async () => {
    const { key, assetId } = await uploaded();
    const job = await leaseJobOf(assetId);
    await job.call("POST", "/heartbeat", { json: { attempt: 1, stage: "encoding", progress: 0.8 } });
    await job.call("POST", "/fail", failure(1, true));
    const again = await leaseJobOf(assetId);
    await again.call("POST", "/heartbeat", { json: { attempt: 2, stage: "fetching", progress: 0.1 } });
    expect((await readAsset(key, assetId)).progress).toBe(0.9);
  });
});

describe("uploads", () => {
  it("that are not finished in time end, with a reason and without bytes", async () => {
    const key = await createKey();
    const grant = await createUpload(key);
    await call("POST", grant.endpoint, {
      token: grant.token,
      headers: { "tus-resumable": "1.0.0", "upload-length": "10" },
    });
    await call("PATCH", `${grant.endpoint}/${grant.id}`, {
      token: grant.token,
      body: "abc",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      },
    });
    await reconcile({ ...compose(env), clock: () => Date.now() + 25 * 3600_000 });
    expect(await readAsset(key, grant.asset_id)).toMatchObject({
      status: "failed",
      error: { code: "upload_expired" },
    });
    const { objects } = await env.BUCKET.list({ prefix: `sources/${grant.id}/` });
    expect(objects).toEqual([]);
  });

  it("can be canceled, which stops them", async () => {
    const key = await createKey();
    const grant = await createUpload(key);
    await call("POST", grant.endpoint, {
      token: grant.token,
      headers: { "tus-resumable": "1.0.0", "upload-length": "10" },
    });
    expect(await call("POST", `/v1/uploads/${grant.id}/cancel`, { token: key })).toMatchObject({
      status: 200,
      body: { state: "canceled" },
    });
    const head = await call("HEAD", `${grant.endpoint}/${grant.id}`, {
      token: grant.token,
      headers: { "tus-resumable": "1.0.0" },
    });
    expect(head.status).toBe(410);
  });
});
