import { env } from "cloudflare:test";
import type { Asset, JobWithTasks, Problem, TaskDispatch, UploadGrant } from "@firstframe/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { dispatchTask } from "./domain/dispatch-task.ts";
import type { Services } from "./domain/ports.ts";
import { call, createKey, createUpload, sendFile } from "./testing/client.ts";
import { leaseTaskOf, prepared, tasksOf } from "./testing/media-worker.ts";
import { readAsset, readJob, type Uploaded, uploaded } from "./testing/read-back.ts";

let origin: Uploaded;
beforeEach(async () => {
  origin = await uploaded();
});

/** Ends the origin's processing: it lasts 4 s. */
async function makeReady(video = origin): Promise<void> {
  const task = await leaseTaskOf(video.assetId);
  await task.produce(prepared().renditions);
  expect((await task.complete(prepared())).status).toBe(204);
  expect((await readAsset(video)).status).toBe("ready");
}

const clip = <Body = Asset>(input: object, more: object = {}, token = origin.key) =>
  call<Body>("POST", "/v1/assets", {
    token,
    json: { input: { asset_id: origin.assetId, ...input }, ...more },
  });

async function clipped(input: object = { start_s: 1, end_s: 3 }): Promise<Uploaded> {
  const { status, body } = await clip(input);
  expect(status, JSON.stringify(body)).toBe(201);
  return { key: origin.key, assetId: body.id };
}

/** What the media worker has to send into the asset's upload. */
async function grantOf(made: Uploaded): Promise<UploadGrant> {
  const id = (await readAsset(made)).upload_id ?? "";
  const claims = { upload_id: id, environment: "sandbox" } as const;
  const token = await compose(env).tokens.signUpload(claims, Date.now() + 60_000);
  return { id, token, endpoint: "https://video.test/v1/tus" } as UploadGrant;
}

const record = prepared().record;

describe("POST /v1/assets of a part of another asset", () => {
  it("makes an asset, its upload and the job that cuts it", async () => {
    await makeReady();
    const { status, body } = await clip({ start_s: 1, end_s: 3.25 }, { correlation_id: "highlight-4" });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ status: "waiting", source_asset_id: origin.assetId, source_url: null },
      correlation_id: "highlight-4",
    });
    expect(await readJob({ ...origin, assetId: body.id })).toMatchObject({
      kind: "fetch",
      tasks: [{ kind: "clip", state: "queued", range: { start_ms: 1000, end_ms: 3250 } }],
    });
  });

  it("takes all of what is left where no end, or no start, is given", async () => {
    await makeReady();
    const ranges = [];
    for (const input of [{}, { start_s: 2 }, { end_s: 2 }, { end_s: 4 }]) {
      ranges.push((await tasksOf((await clipped(input)).assetId))[0]?.range);
    }
    expect(ranges).toEqual([
      { start_ms: 0, end_ms: null },
      { start_ms: 2000, end_ms: null },
      { start_ms: 0, end_ms: 2000 },
      { start_ms: 0, end_ms: 4000 },
    ]);
  });

  it.each([
    [{ start_s: 2, end_s: 2 }, "input.end_s", "not after"],
    [{ start_s: 3, end_s: 2 }, "input.end_s", "not after"],
    [{ end_s: 4.1 }, "input.end_s", "beyond the duration of 4 s"],
    [{ start_s: 4 }, "input.start_s", "beyond the duration of 4 s"],
  ])("refuses %j by name of the field", async (input, field, fault) => {
    await makeReady();
    const { status, body } = await clip<Problem>(input);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "invalid_request", errors: [{ field }] });
    expect(body.detail).toContain(fault);
  });

  it.each([
    [{ start_s: -1 }, "input.start_s"],
    [{ end_s: 0 }, "input.end_s"],
    [{ start_s: "1" }, "input.start_s"],
    [{ url: "https://example.com/a.mp4" }, "neither a url, nor an asset_id"],
  ])("refuses %j and says why", async (input, fault) => {
    await makeReady();
    const { status, body } = await clip<Problem>(input);
    expect([status, body.code]).toEqual([400, "invalid_request"]);
    expect(body.detail).toContain(fault);
  });

  it("knows no asset of the other environment, and none that there is not", async () => {
    await makeReady();
    const live = await createKey("live");
    expect(await clip({}, {}, live)).toMatchObject({ status: 404, body: { code: "not_found" } });
    const none = await clip({ asset_id: `ast_${"0".repeat(26)}` });
    expect(none).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  it("waits for nobody: what is not processed, has failed or still arrives is a conflict", async () => {
    expect(await clip({})).toMatchObject({ status: 409, body: { code: "conflict" } });
    const empty = await createUpload(origin.key);
    await sendFile(empty, new Uint8Array());
    const failed = await clip<Problem>({ asset_id: empty.asset_id });
    expect(failed).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(failed.body.detail).toContain("failed");
  });

  it("needs a key that may write assets", async () => {
    await makeReady();
    const token = await createKey("sandbox", ["uploads:write", "assets:read"]);
    expect(await clip({}, {}, token)).toMatchObject({ status: 403, body: { code: "insufficient_scope" } });
  });
});

describe("the task that cuts a clip", () => {
  beforeEach(() => makeReady());

  it("reads the other asset's source, and its file becomes a source like any other", async () => {
    const made = await clipped();
    const task = await leaseTaskOf(made.assetId);
    expect(await task.call("GET", "/source")).toMatchObject({ status: 200, body: "bytes" });
    expect((await task.complete({ kind: "clip", record })).status).toBe(409);
    await sendFile(await grantOf(made), new TextEncoder().encode("the clip"));
    expect((await task.complete({ kind: "clip", record })).status).toBe(204);
    // The answer was lost: the same again.
    expect((await task.complete({ kind: "clip", record })).status).toBe(204);
    expect(await readAsset(made)).toMatchObject({ status: "processing", source: { size_bytes: 8 } });
    await makeReady(made);
    expect(await readAsset(origin)).toMatchObject({ status: "ready", source_asset_id: null });
  });

  it("is dispatched with where the other source is, the part, and a token for the upload", async () => {
    const made = await clipped();
    const dispatched: TaskDispatch[] = [];
    const services: Services = {
      ...compose(env),
      media: {
        async dispatch(task) {
          dispatched.push(task);
          return { kind: "accepted" };
        },
      },
    };
    const [task] = await tasksOf(made.assetId);
    expect(await dispatchTask(services, task?.id ?? "")).toEqual({ kind: "accepted" });
    expect(dispatched).toMatchObject([
      {
        ...{ kind: "clip", asset_id: made.assetId, source_asset_id: origin.assetId },
        source: { size_bytes: 5, complete: true, filename: "clip.mp4", upload_id: null },
        range: { start_ms: 1000, end_ms: 3000 },
        upload: { id: (await readAsset(made)).upload_id, endpoint: "https://video.test/v1/tus" },
      },
    ]);
  });

  it("is tried again when it fails, up to a bound", async () => {
    const made = await clipped();
    for (const attempt of [1, 2, 3]) {
      const task = await leaseTaskOf(made.assetId);
      const failure = { attempt, code: "processing_failed", detail: "broken", retryable: true };
      expect((await task.call("POST", "/fail", { json: failure })).status).toBe(204);
    }
    expect(await readAsset(made)).toMatchObject({ status: "failed", error: { code: "processing_failed" } });
    expect((await readAsset(origin)).status).toBe("ready");
  });

  it("has nothing to do once the other asset is deleted, and says so", async () => {
    const made = await clipped();
    expect((await call("DELETE", `/v1/assets/${origin.assetId}`, { token: origin.key })).status).toBe(204);
    const [task] = await tasksOf(made.assetId);
    await dispatchTask(compose(env), task?.id ?? "");
    await expect.poll(async () => (await readAsset(made)).status).toBe("failed");
    expect((await readAsset(made)).error?.code).toBe("source_gone");
    expect(((await readJob(made)) as JobWithTasks).state).toBe("failed");
  });

  it("leaves a clip that outlives what it was cut from", async () => {
    const made = await clipped();
    const task = await leaseTaskOf(made.assetId);
    await sendFile(await grantOf(made), new TextEncoder().encode("the clip"));
    await task.complete({ kind: "clip", record });
    await call("DELETE", `/v1/assets/${origin.assetId}`, { token: origin.key });
    await makeReady(made);
    const source = await call("GET", `/v1/assets/${made.assetId}/source`, { token: origin.key });
    expect(source).toMatchObject({ status: 200, body: "the clip" });
    expect((await readAsset(made)).source_asset_id).toBe(origin.assetId);
  });
});
