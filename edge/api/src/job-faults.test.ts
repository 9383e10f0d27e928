import { env } from "cloudflare:test";
import type { Asset, Job, JobList } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { reconcile } from "./domain/reconcile.ts";
import { call, createKey, createUpload, sendFile } from "./testing/client.ts";
import { leaseTaskOf, prepared, tasksOf, taskToken, workerId } from "./testing/media-worker.ts";

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

describe("tasks", () => {
  it("are leased to one worker only, however many ask", async () => {
    const { assetId } = await uploaded();
    const [task] = await tasksOf(assetId);
    const token = await taskToken(task?.id ?? "");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        call("POST", `/internal/tasks/${task?.id}/lease`, { token, json: { worker_id: workerId } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
  });

  it("fail for good with the reason where another attempt cannot help", async () => {
    const { key, assetId } = await uploaded();
    const task = await leaseTaskOf(assetId);
    expect((await task.call("POST", "/fail", failure(1, false))).status).toBe(204);
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
      const task = await leaseTaskOf(assetId);
      expect(task.lease.attempt).toBe(attempt);
      await task.call("POST", "/fail", failure(attempt, true));
    }
    expect(await readJob(key, assetId)).toMatchObject({ state: "failed", task_counts: { failed: 1 } });
    expect(await tasksOf(assetId)).toMatchObject([{ state: "failed", attempt: 3 }]);
    expect(await readAsset(key, assetId)).toMatchObject({ status: "failed" });
  });

  it("whose worker fell silent go to another; the first can do no harm when it comes back", async () => {
    const { key, assetId } = await uploaded();
    const first = await leaseTaskOf(assetId);
    const later = { ...compose(env), clock: () => Date.now() + 60_000 };
    await reconcile(later);
    expect(await readJob(key, assetId)).toMatchObject({ state: "running", task_counts: { queued: 1 } });

    const second = await leaseTaskOf(assetId);
    expect(second.lease.attempt).toBe(2);
    const beat = { json: { attempt: 1, stage: "encoding", progress: 0.9 } };
    expect(await first.call("POST", "/heartbeat", beat)).toMatchObject({
      status: 409,
      body: { code: "lease_lost" },
    });
    expect(await first.put("v360/init.mp4", "x")).toBe(409);
    expect((await first.complete(prepared())).status).toBe(409);
    expect((await second.complete(prepared())).status).toBe(204);
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
    expect(sent).toContain((await tasksOf(assetId))[0]?.id);
  });

  it("stop and leave no bytes when their asset is deleted", async () => {
    const { key, assetId } = await uploaded();
    const task = await leaseTaskOf(assetId);
    await task.put("v360/init.mp4", "x");
    expect((await call("DELETE", `/v1/assets/${assetId}`, { token: key })).status).toBe(204);
    const beat = { json: { attempt: 1, stage: "encoding", progress: 0.9 } };
    expect((await task.call("POST", "/heartbeat", beat)).status).toBe(409);
    const { objects } = await env.BUCKET.list();
    expect(objects.filter(({ key: name }) => name.includes(assetId))).toEqual([]);
    expect((await call("GET", `/v1/assets/${assetId}`, { token: key })).status).toBe(404);
  });

  it("never show progress that runs backwards", async () => {
    const { key, assetId } = await uploaded();
    const task = await leaseTaskOf(assetId);
    await task.call("POST", "/heartbeat", { json: { attempt: 1, stage: "encoding", progress: 0.8 } });
    await task.call("POST", "/fail", failure(1, true));
    const again = await leaseTaskOf(assetId);
    await again.call("POST", "/heartbeat", { json: { attempt: 2, stage: "fetching", progress: 0.1 } });
    expect((await readAsset(key, assetId)).progress).toBe(0.58);
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
