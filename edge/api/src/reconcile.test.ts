import { env } from "cloudflare:test";
import type { Event } from "@firstframe/contract";
import { currentApiVersion, createWebhookEndpoint as schema } from "@firstframe/contract";
import { afterEach, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { reconcile } from "./domain/reconcile.ts";
import { createWebhookEndpoint } from "./domain/webhooks/create-webhook-endpoint.ts";
import { dispatchEvents } from "./domain/webhooks/dispatch-events.ts";
import { findWebhookEndpoint } from "./domain/webhooks/find-webhook-endpoint.ts";
import { testWebhookEndpoint } from "./domain/webhooks/test-webhook-endpoint.ts";
import { call, createKey, createUpload } from "./testing/client.ts";
import { leaseTaskOf, prepared, tasksOf } from "./testing/media-worker.ts";
import {
  readAsset,
  readEvents,
  readJob,
  reconcileAfter,
  type Uploaded,
  uploaded,
} from "./testing/read-back.ts";
import {
  createReceiver,
  disableAll,
  eventually,
  quietServices,
  readAllEvents,
  readDeliveries,
} from "./testing/webhook-receiver.ts";

const sql = (text: string, ...values: (string | number | null)[]) =>
  env.DB.prepare(text)
    .bind(...values)
    .run();

/** What the reconciler says that it repaired of an asset. */
async function repairs(video: Uploaded): Promise<string[]> {
  const events = await readEvents(video);
  return events.filter(({ type }) => type === "reconciler.repaired").map(({ data }) => String(data.what));
}

/** Repairs what is told, and nothing when there is nothing more to do. */
async function repairsOnce(video: Uploaded, what: string): Promise<void> {
  await reconcileAfter(0);
  expect(await repairs(video)).toEqual([what]);
  await reconcileAfter(0);
  expect(await repairs(video)).toEqual([what]);
}

async function ready(): Promise<Uploaded> {
  const video = await uploaded();
  await (await leaseTaskOf(video.assetId)).complete(prepared());
  expect(await readAsset(video)).toMatchObject({ status: "ready" });
  return video;
}

async function uploading(): Promise<Uploaded & { uploadId: string }> {
  const key = await createKey();
  const grant = await createUpload(key);
  const headers = { "tus-resumable": "1.0.0", "upload-length": "10" };
  await call("POST", grant.endpoint, { token: grant.token, headers });
  return { key, assetId: grant.asset_id, uploadId: grant.id };
}

afterEach(disableAll);

describe("what was lost is repaired, and told of once", () => {
  it("attempts that fell silent, tasks that the queue forgot", async () => {
    const video = await uploaded();
    const { id } = await leaseTaskOf(video.assetId);
    await reconcileAfter(60_000);
    expect(await repairs(video)).toEqual(["lost attempt"]);
    const [event] = (await readEvents(video)).filter(({ type }) => type === "reconciler.repaired");
    expect(event).toMatchObject({ data: { id }, environment: "sandbox", asset_id: video.assetId });
    const types = (await readEvents(video)).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(["task.requeued", "reconciler.repaired"]);
    await reconcileAfter(10 * 60_000);
    expect(await repairs(video)).toEqual(["lost attempt", "forgotten task"]);
  });

  it("jobs that nobody concluded", async () => {
    const video = await ready();
    await sql("UPDATE jobs SET state = 'running', finished_at = NULL WHERE asset_id = ?", video.assetId);
    await sql("UPDATE assets SET state = 'playable', ready_at = NULL WHERE id = ?", video.assetId);
    await repairsOnce(video, "job without end");
    expect(await readAsset(video)).toMatchObject({ status: "ready" });
  });

  it("uploads that were given up", async () => {
    const video = await uploading();
    await reconcileAfter(25 * 3600_000);
    expect(await repairs(video)).toEqual(["expired upload"]);
    expect(await readAsset(video)).toMatchObject({ status: "failed", error: { code: "upload_expired" } });
  });

  it("nothing of what was heard from after it was found", async () => {
    const [video, other] = [await uploaded(), await uploading()];
    await leaseTaskOf(video.assetId);
    const { tasks, uploads } = compose(env);
    const hearing = (table: string, column: string) =>
      sql(`UPDATE ${table} SET ${column} = ? WHERE ${column} IS NOT NULL`, Date.now() + 50 * 3600_000);
    await reconcileAfter(25 * 3600_000, {
      tasks: {
        ...tasks,
        async findLost(now, limit) {
          const found = await tasks.findLost(now, limit);
          await hearing("tasks", "lease_expires_at");
          return found;
        },
      },
      uploads: {
        ...uploads,
        async findExpired(now, limit) {
          const found = await uploads.findExpired(now, limit);
          await hearing("uploads", "expires_at");
          return found;
        },
      },
    });
    expect([await repairs(video), await repairs(other)]).toEqual([[], []]);
  });

  it("nothing, where all is well", async () => {
    const videos = [await ready(), await uploaded(), await uploading()];
    await reconcileAfter(0);
    for (const video of videos) expect(await repairs(video)).toEqual([]);
  });
});

describe("what contradicts itself is brought in line", () => {
  it("an asset that is not ready, of a job that has succeeded", async () => {
    const video = await ready();
    await sql("UPDATE assets SET state = 'processing', ready_at = NULL WHERE id = ?", video.assetId);
    await repairsOnce(video, "asset of a job that is over");
    expect(await readAsset(video)).toMatchObject({ status: "ready", duration_ms: 4000 });
  });

  it("an asset without a video, of a job that has succeeded", async () => {
    const video = await ready();
    await sql("UPDATE assets SET state = 'playable', renditions = '[]' WHERE id = ?", video.assetId);
    await repairsOnce(video, "asset of a job that is over");
    expect(await readAsset(video)).toMatchObject({
      status: "failed",
      error: { code: "processing_failed" },
    });
  });

  it.each([
    ["failed", "source_unsupported"],
    ["canceled", "processing_failed"],
  ])("an asset that is processed, of a job that has %s", async (state, code) => {
    const video = await uploaded();
    const error = state === "failed" ? "source_unsupported" : null;
    await sql("UPDATE jobs SET state = ?, error_code = ? WHERE asset_id = ?", state, error, video.assetId);
    await sql("UPDATE tasks SET state = ? WHERE asset_id = ?", state, video.assetId);
    await repairsOnce(video, "asset of a job that is over");
    expect(await readAsset(video)).toMatchObject({ status: "failed", error: { code } });
  });

  it("tasks of a job that is over, and then its asset", async () => {
    const video = await uploaded();
    await sql("UPDATE jobs SET state = 'failed' WHERE asset_id = ?", video.assetId);
    await reconcileAfter(0);
    expect(await repairs(video)).toEqual(["tasks of a job that is over", "asset of a job that is over"]);
    expect(await tasksOf(video.assetId)).toMatchObject([{ state: "canceled" }]);
  });

  it.each(["queued", "running"])("a %s job that nothing would end", async (state) => {
    const video = await uploaded();
    await sql("UPDATE jobs SET state = ? WHERE asset_id = ?", state, video.assetId);
    await sql("DELETE FROM tasks WHERE asset_id = ?", video.assetId);
    await repairsOnce(video, "job that nothing would end");
    expect(await readJob(video)).toMatchObject({ state: "failed" });
    expect(await readAsset(video)).toMatchObject({ status: "failed", error: { code: "processing_failed" } });
  });

  it("a job whose task has failed, and which has not", async () => {
    const video = await uploaded();
    await leaseTaskOf(video.assetId);
    await sql("UPDATE tasks SET state = 'failed' WHERE asset_id = ?", video.assetId);
    await repairsOnce(video, "job that nothing would end");
    expect(await readJob(video)).toMatchObject({ state: "failed" });
  });

  it("jobs of an asset that has ended", async () => {
    const video = await uploaded();
    await sql("UPDATE assets SET state = 'failed' WHERE id = ?", video.assetId);
    await repairsOnce(video, "jobs of an asset that has ended");
    expect(await readJob(video)).toMatchObject({ state: "canceled", task_counts: { canceled: 1 } });
  });

  it("a job of an asset that is ready, whose video stays", async () => {
    const video = await ready();
    await sql("UPDATE jobs SET state = 'queued' WHERE asset_id = ?", video.assetId);
    await sql("UPDATE tasks SET state = 'queued' WHERE asset_id = ?", video.assetId);
    await repairsOnce(video, "jobs of an asset that is ready");
    expect(await readAsset(video)).toMatchObject({ status: "ready", renditions: [{ id: "v360" }] });
    const { results } = await env.DB.prepare("SELECT * FROM purges WHERE prefix LIKE ?")
      .bind(`assets/${video.assetId}/%`)
      .all();
    expect(results).toEqual([]);
  });

  it("an upload of an asset that has ended: its bytes are removed", async () => {
    const video = await uploading();
    await sql("UPDATE assets SET state = 'canceled' WHERE id = ?", video.assetId);
    await repairsOnce(video, "upload of an asset that has ended");
    const upload = await call("GET", `/v1/uploads/${video.uploadId}`, { token: video.key });
    expect(upload.body).toMatchObject({ state: "canceled" });
    const { objects } = await env.BUCKET.list({ prefix: `sources/${video.uploadId}/` });
    expect(objects).toEqual([]);
  });

  it.each([
    ["expired", "failed", "upload_expired"],
    ["failed", "failed", "processing_failed"],
    ["canceled", "canceled", null],
  ])("an asset that is uploading, of an upload that is %s", async (state, status, code) => {
    const video = await uploading();
    await sql("UPDATE uploads SET state = ? WHERE id = ?", state, video.uploadId);
    await repairsOnce(video, "asset of an upload that was given up");
    expect(await readAsset(video)).toMatchObject({ status, error: code && { code } });
  });

  it.each(["processing", "uploading"])(
    "a complete upload whose asset is %s and has no job: it is processed",
    async (state) => {
      const video = await uploaded();
      await sql("DELETE FROM tasks WHERE asset_id = ?", video.assetId);
      await sql("DELETE FROM jobs WHERE asset_id = ?", video.assetId);
      await sql("UPDATE assets SET state = ? WHERE id = ?", state, video.assetId);
      await repairsOnce(video, "asset without a job");
      expect(await readAsset(video)).toMatchObject({ status: "processing" });
      await (await leaseTaskOf(video.assetId)).complete(prepared());
      expect(await readAsset(video)).toMatchObject({ status: "ready" });
    },
  );

  it("an asset that was to be fetched, and whose job is over without the file", async () => {
    const key = await createKey();
    const { body } = await call<{ id: string }>("POST", "/v1/assets", {
      ...{ token: key, json: { input: { url: "https://example.com/a.mp4" } } },
    });
    const video = { key, assetId: body.id };
    await sql("UPDATE jobs SET state = 'failed' WHERE asset_id = ?", video.assetId);
    await sql("UPDATE tasks SET state = 'failed' WHERE asset_id = ?", video.assetId);
    await repairsOnce(video, "asset that nothing fetches");
    expect(await readAsset(video)).toMatchObject({
      status: "failed",
      error: { code: "source_fetch_failed" },
    });
  });
});

describe("webhooks", () => {
  async function endpointFor(events: string[] | null) {
    const key = await createKey();
    const receiver = await createReceiver();
    const input = schema.parse({ url: receiver.url, ...(events && { events }) });
    const { id } = await createWebhookEndpoint(quietServices(), {
      ...{ ...input, environment: "sandbox", api_version: currentApiVersion },
    });
    return { key, receiver, id };
  }
  const told = async (key: string): Promise<Event["data"][]> =>
    (await readAllEvents(key, "types=reconciler.repaired"))
      .filter(({ asset_id }) => asset_id === null)
      .map(({ data }) => data);
  /** That much later, and with the real dispatcher. */
  const later = (ms: number) => reconcile({ ...compose(env), clock: () => Date.now() + ms });

  it("are sent, of events that were not dispatched", async () => {
    const { key, receiver, id } = await endpointFor(["upload.created"]);
    const eventId = quietServices().makeId("event");
    await sql(
      "INSERT INTO events (id, type, environment, data, created_at) VALUES (?, 'upload.created', 'sandbox', '{}', ?)",
      ...[eventId, Date.now() - 61_000],
    );
    await later(0);
    await eventually(async () => expect(await receiver.types()).toEqual(["upload.created"]));
    expect(await told(key)).toContainEqual({ what: "events that were not dispatched", id: eventId });
    expect(await readDeliveries(key, id)).toHaveLength(1);
  });

  it("are not told to be repaired while events cannot be dispatched", async () => {
    const { key, receiver } = await endpointFor(["upload.created"]);
    const eventId = quietServices().makeId("event");
    await sql(
      "INSERT INTO events (id, type, environment, data, created_at) VALUES (?, 'upload.created', 'sandbox', '{}', ?)",
      ...[eventId, Date.now() - 61_000],
    );
    await sql(
      "CREATE TRIGGER no_deliveries BEFORE INSERT ON webhook_deliveries BEGIN SELECT RAISE(ABORT, 'no room'); END",
    );
    try {
      await later(0);
      expect(await told(key)).not.toContainEqual({ what: "events that were not dispatched", id: eventId });
    } finally {
      await sql("DROP TRIGGER no_deliveries");
    }
    await later(0);
    await eventually(async () => expect(await receiver.types()).toEqual(["upload.created"]));
  });

  it("are sent, of deliveries that nobody sent", async () => {
    const { key, receiver, id } = await endpointFor(["track.deleted"]);
    const services = quietServices(-61_000);
    await testWebhookEndpoint(services, await findWebhookEndpoint(services, "sandbox", id));
    await dispatchEvents(quietServices());
    await later(0);
    await eventually(async () => expect(await receiver.types()).toEqual(["webhook.test"]));
    expect(await told(key)).toContainEqual({ what: "deliveries that nobody sent", id });
  });

  it("are canceled, of deliveries without an endpoint", async () => {
    const { key, id } = await endpointFor(["track.deleted"]);
    const services = quietServices();
    await testWebhookEndpoint(services, await findWebhookEndpoint(services, "sandbox", id));
    await sql("UPDATE webhook_endpoints SET state = 'disabled' WHERE id = ?", id);
    await later(0);
    expect(await readDeliveries(key, id)).toMatchObject([{ state: "canceled", next_attempt_at: null }]);
    await later(0);
    const own = (await told(key)).filter((data) => data.id === id);
    expect(own).toEqual([{ what: "deliveries without an endpoint", id }]);
  });

  it("are told of for thirty days", async () => {
    const { key, id } = await endpointFor(["track.deleted"]);
    const services = quietServices();
    const endpoint = await findWebhookEndpoint(services, "sandbox", id);
    const old = await testWebhookEndpoint(services, endpoint);
    await sql("UPDATE webhook_endpoints SET state = 'disabled' WHERE id = ?", id);
    await reconcile(quietServices(29 * 24 * 3600_000));
    expect(await readDeliveries(key, id)).toMatchObject([{ id: old.id, state: "canceled" }]);
    await reconcile(quietServices(31 * 24 * 3600_000));
    expect(await readDeliveries(key, id)).toEqual([]);
  });
});
