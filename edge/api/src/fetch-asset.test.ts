import { env } from "cloudflare:test";
import type { Asset, JobList, Problem, TaskDispatch, Upload, UploadGrant } from "@firstframe/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { dispatchTask } from "./domain/dispatch-task.ts";
import { fetchAsset } from "./domain/fetch-asset.ts";
import type { Services } from "./domain/ports.ts";
import { reconcile } from "./domain/reconcile.ts";
import { call, createKey, patch } from "./testing/client.ts";
import { leaseTaskOf, tasksOf } from "./testing/media-worker.ts";

const url = "https://cdn.example.com/clips/a.mp4?signature=secret";
let key: string;
let asset: Asset;

const create = <Body>(json: object) => call<Body>("POST", "/v1/assets", { token: key, json });
const readAsset = async () => (await call<Asset>("GET", `/v1/assets/${asset.id}`, { token: key })).body;
const readUpload = async () =>
  (await call<Upload>("GET", `/v1/uploads/${asset.upload_id}`, { token: key })).body;
const readJobs = async () =>
  (await call<JobList>("GET", `/v1/jobs?asset_id=${asset.id}`, { token: key })).body.data;

beforeEach(async () => {
  key = await createKey();
  const created = await create<Asset>({ input: { url }, correlation_id: "order-9" });
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  asset = created.body;
});

/** What the media worker has to send into the asset's upload. */
async function grantOf(): Promise<UploadGrant> {
  const id = asset.upload_id ?? "";
  const token = await compose(env).tokens.signUpload(
    { upload_id: id, environment: "sandbox" },
    Date.now() + 60_000,
  );
  return { id, token, endpoint: "https://video.test/v1/tus" } as UploadGrant;
}

/** The services of a deployment whose sandbox may fetch from `media.local`. */
function withAllowedHost(): Services {
  const services = compose(env);
  return { ...services, settings: { ...services.settings, fetchAllowedHosts: ["media.local"] } };
}

const beat = { attempt: 1, stage: "fetching", progress: 0.5 };
const leaseLost = { status: 409, body: { code: "lease_lost" } };

async function storedParts(uploadId: string): Promise<unknown[]> {
  return (await env.BUCKET.list({ prefix: `sources/${uploadId}/` })).objects;
}

async function begin(size: number): Promise<UploadGrant> {
  const grant = await grantOf();
  const headers = { "tus-resumable": "1.0.0", "upload-length": String(size) };
  await call("POST", grant.endpoint, { token: grant.token, headers });
  return grant;
}

describe("POST /v1/assets", () => {
  it("makes an asset, its upload and the job that fetches it; what may be a secret is not shown", async () => {
    expect(asset).toMatchObject({
      status: "waiting",
      source_url: "https://cdn.example.com/clips/a.mp4",
      correlation_id: "order-9",
    });
    expect(await readJobs()).toMatchObject([{ kind: "fetch", state: "queued" }]);
    const shown = JSON.stringify([
      asset,
      await readJobs(),
      (await call("GET", "/v1/events", { token: key })).body,
    ]);
    expect(shown).not.toContain("signature");
  });

  it.each([
    ["http://example.com/a.mp4", "https"],
    ["https://127.0.0.1/a.mp4", "not public"],
    ["https://[::ffff:169.254.169.254]/latest", "not public"],
    ["https://[::127.0.0.1]/a.mp4", "not public"],
    ["https://user:pass@example.com/a.mp4", "password"],
    ["https://example.com:6379/a.mp4", "port 6379"],
    ["nonsense", "not a URL"],
  ])("refuses %s by name of the field", async (bad, fault) => {
    const { status, body } = await create<Problem>({ input: { url: bad } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "invalid_request", errors: [{ field: "input.url" }] });
    expect(body.detail).toContain(fault);
  });

  it("becomes a source like any other: its bytes by tus, then the job that makes renditions", async () => {
    const task = await leaseTaskOf(asset.id);
    const grant = await begin(5);
    expect((await task.complete({ kind: "fetch" })).status).toBe(409);
    await patch(grant, 0, "01234");
    expect((await task.complete({ kind: "fetch" })).status).toBe(204);
    // The answer was lost: the same again.
    expect((await task.complete({ kind: "fetch" })).status).toBe(204);
    expect(await readAsset()).toMatchObject({ status: "processing", source: { size_bytes: 5 } });
    expect((await readJobs()).map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      "fetch succeeded",
      "transcode queued",
    ]);
  });

  it("fails with its reason, and leaves nothing in the bucket", async () => {
    const task = await leaseTaskOf(asset.id);
    const grant = await begin(10);
    await patch(grant, 0, "01234");
    const failure = { attempt: 1, code: "source_fetch_failed", detail: "404", retryable: false };
    expect((await task.call("POST", "/fail", { json: failure })).status).toBe(204);
    expect(await readAsset()).toMatchObject({ status: "failed", error: { code: "source_fetch_failed" } });
    expect((await readUpload()).state).toBe("failed");
    expect(await storedParts(grant.id)).toEqual([]);
    expect((await patch(grant, 5, "56789")).status).toBe(410);
  });

  it("fails when its attempts are used up, with its upload", async () => {
    for (const attempt of [1, 2, 3, 4, 5]) {
      const task = await leaseTaskOf(asset.id);
      const failure = { attempt, code: "source_fetch_failed", detail: "broken", retryable: true };
      expect((await task.call("POST", "/fail", { json: failure })).status).toBe(204);
    }
    expect(await readJobs()).toMatchObject([{ state: "failed", task_counts: { failed: 1 } }]);
    expect(await tasksOf(asset.id)).toMatchObject([{ state: "failed", attempt: 5 }]);
    expect((await readUpload()).state).toBe("failed");
    expect(await readAsset()).toMatchObject({ status: "failed", error: { code: "source_fetch_failed" } });
  });

  it("goes on in another attempt with what the first one kept", async () => {
    const task = await leaseTaskOf(asset.id);
    const grant = await begin(10);
    await patch(grant, 0, "01234");
    const failure = { attempt: 1, code: "source_fetch_failed", detail: "broken", retryable: true };
    await task.call("POST", "/fail", { json: failure });
    expect(await tasksOf(asset.id)).toMatchObject([{ state: "queued", attempt: 1 }]);
    expect((await patch(grant, 5, "56789")).status).toBe(204);
  });

  it("stops when the upload is canceled: the worker's next heartbeat is refused", async () => {
    const task = await leaseTaskOf(asset.id);
    await call("POST", `/v1/uploads/${asset.upload_id}/cancel`, { token: key });
    expect((await readJobs())[0]?.state).toBe("canceled");
    expect(await task.call("POST", "/heartbeat", { json: beat })).toMatchObject(leaseLost);
    expect((await readAsset()).status).toBe("canceled");
  });

  it("stops when the asset is deleted, and leaves nothing in the bucket", async () => {
    const task = await leaseTaskOf(asset.id);
    const grant = await begin(10);
    await patch(grant, 0, "01234");
    expect((await call("DELETE", `/v1/assets/${asset.id}`, { token: key })).status).toBe(204);
    expect((await task.call("POST", "/heartbeat", { json: beat })).status).toBe(409);
    expect((await patch(grant, 5, "56789")).status).toBe(410);
    expect(await storedParts(grant.id)).toEqual([]);
  });

  it("ends in time like any upload, and its job with it", async () => {
    const task = await leaseTaskOf(asset.id);
    await reconcile({
      ...compose(env),
      clock: () => Date.now() + 25 * 3600_000,
      queue: { send: async () => undefined },
    });
    expect(await readAsset()).toMatchObject({ status: "failed", error: { code: "upload_expired" } });
    expect((await readJobs())[0]?.state).toBe("canceled");
    expect(await task.call("POST", "/heartbeat", { json: beat })).toMatchObject(leaseLost);
  });

  it("has succeeded when its bytes are there, even if its worker dies before it says so", async () => {
    const task = await leaseTaskOf(asset.id);
    const grant = await begin(5);
    await patch(grant, 0, "01234");
    await reconcile({ ...compose(env), clock: () => Date.now() + 60_000 });
    expect((await readJobs()).map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      "fetch succeeded",
      "transcode queued",
    ]);
    expect((await readAsset()).status).toBe("processing");
    expect((await task.complete({ kind: "fetch" })).status).toBe(204);
  });

  it("is bounded by what the caller allows, and by the deployment", async () => {
    const small = await create<Asset>({ input: { url }, max_size_bytes: 1000 });
    const large = await create<Asset>({ input: { url }, max_size_bytes: 2 ** 40 });
    const limits = [];
    for (const { body } of [small, large]) {
      const { body: upload } = await call<Upload>("GET", `/v1/uploads/${body.upload_id}`, { token: key });
      limits.push(upload.max_size_bytes);
    }
    expect(limits).toEqual([1000, 64 * 1024 * 1024]);
  });

  it("needs a key that may write assets", async () => {
    const token = await createKey("sandbox", ["uploads:write", "assets:read"]);
    const { status, body } = await call<Problem>("POST", "/v1/assets", { token, json: { input: { url } } });
    expect([status, body.code]).toEqual([403, "insufficient_scope"]);
  });
});

describe("hosts that are allowed whatever their address", () => {
  const local = {
    input: { url: "http://media.local:9000/a.mp4" },
    playback_policy: "public",
    mp4_download: false,
  } as const;

  it("are the sandbox's alone", async () => {
    const made = await fetchAsset(withAllowedHost(), { ...local, environment: "sandbox" });
    expect(made.source_url).toBe("http://media.local:9000/a.mp4");
    const live = fetchAsset(withAllowedHost(), { ...local, environment: "live" });
    await expect(live).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("are told to the media worker, with the whole address and a token for the upload", async () => {
    const dispatched: TaskDispatch[] = [];
    const services: Services = {
      ...withAllowedHost(),
      media: {
        async dispatch(task) {
          dispatched.push(task);
          return { kind: "accepted" };
        },
      },
    };
    const [task] = await tasksOf(asset.id);
    expect(await dispatchTask(services, task?.id ?? "")).toEqual({ kind: "accepted" });
    expect(dispatched).toMatchObject([
      {
        ...{ kind: "fetch", url, allowed_hosts: ["media.local"], correlation_id: "order-9" },
        upload: {
          ...{ id: asset.upload_id, endpoint: "https://video.test/v1/tus" },
          max_size_bytes: 64 * 1024 * 1024,
        },
      },
    ]);
  });
});
