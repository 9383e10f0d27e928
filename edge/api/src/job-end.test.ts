import { env } from "cloudflare:test";
import type { DecisionRecord, PrepareResult, TaskDispatch } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { completeTask } from "./domain/complete-task.ts";
import { listOrphans } from "./domain/list-orphans.ts";
import type { Services } from "./domain/ports.ts";
import { call } from "./testing/client.ts";
import { encoded, leaseTaskOf, poster, prepared, tasksOf, videoPart } from "./testing/media-worker.ts";
import {
  readAsset,
  readEvents,
  readFile,
  readJob,
  reconcileAfter,
  type Uploaded,
  uploaded,
} from "./testing/read-back.ts";

const ids = ["v240", "v360", "v480", "v720"];
const encode = (id: string, weight = 10): PrepareResult["tasks"][number] => ({
  ...{ kind: "encode", weight, range: null, renditions: [id], input: { id } },
});

/** A video that is prepared, with a task for each of the renditions. */
async function planned(renditions: readonly string[]): Promise<Uploaded> {
  const video = await uploaded();
  const prepare = await leaseTaskOf(video.assetId);
  await prepare.complete(
    prepared({
      rendition_order: [...renditions, "v144"],
      tasks: renditions.map((id) => encode(id)),
      renditions: [videoPart("v144", 0, 1)],
    }),
  );
  return video;
}

const objectsOf = async (assetId: string) =>
  (await env.BUCKET.list({ prefix: `assets/${assetId}/job_` })).objects.map(({ key }) => key);

/** Services whose every step takes its own time, so that concurrent calls interleave differently with every seed. */
function shuffled(seed: number): Services {
  let state = seed * 2_654_435_761;
  const pause = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return new Promise<void>((resolve) => setTimeout(resolve, state % 4));
  };
  const slow =
    <Given extends unknown[], Result>(act: (...given: Given) => Promise<Result>) =>
    async (...given: Given) => {
      await pause();
      return act(...given);
    };
  const services = compose(env);
  const { jobs, assets, changes, objects } = services;
  return {
    ...services,
    jobs: { ...jobs, find: slow(jobs.find), snapshot: slow(jobs.snapshot) },
    assets: { ...assets, find: slow(assets.find) },
    changes: { commit: slow(changes.commit) },
    objects: { ...objects, replace: slow(objects.replace) },
  };
}

describe("a job", () => {
  it("ends once, whichever of its last tasks ends last", { timeout: 60_000 }, async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const video = await planned(ids);
      const tasks = await Promise.all(ids.map((_, index) => leaseTaskOf(video.assetId, index + 1)));
      const services = shuffled(seed);
      await Promise.all(
        tasks.map(({ id }, index) =>
          completeTask(services, id, { ...encoded([videoPart(ids[index] ?? "", 0, 1)]), attempt: 1 }),
        ),
      );
      expect(await readJob(video)).toMatchObject({ state: "succeeded", progress: 1 });
      const asset = await readAsset(video);
      expect(asset).toMatchObject({ status: "ready", progress: 1 });
      expect(asset.renditions.map(({ id, complete }) => [id, complete])).toEqual(
        [...ids, "v144"].map((id) => [id, true]),
      );
      for (const { id } of asset.renditions) {
        expect(await readFile(video, `${id}/playlist.m3u8`)).toContain("#EXT-X-ENDLIST");
      }
      const types = (await readEvents(video)).map(({ type }) => type);
      expect(types.filter((type) => type === "asset.ready" || type === "job.succeeded")).toHaveLength(2);
    }
  });

  it("takes one of two parts that do not go together, though both come at once", async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const video = await uploaded();
      const prepare = await leaseTaskOf(video.assetId);
      const tasks = [encode("v720"), encode("v720")];
      await prepare.complete(prepared({ renditions: [], rendition_order: ["v720"], tasks }));
      const parts = [videoPart("v720", 0, 1), videoPart("v720", 1, 1, { init_sha256: "b".repeat(64) })];
      const leased = [await leaseTaskOf(video.assetId, 1), await leaseTaskOf(video.assetId, 2)];
      const services = shuffled(seed);
      const outcomes = await Promise.allSettled(
        parts.map((part, index) =>
          completeTask(services, leased[index]?.id ?? "", { ...encoded([part]), attempt: 1 }),
        ),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect((await readJob(video)).task_counts).toMatchObject({ queued: 1, succeeded: 2 });
    }
  });

  it("ends although the process died right after its last task did", async () => {
    const video = await planned(["v360"]);
    const { id } = await leaseTaskOf(video.assetId);
    const services = compose(env);
    const dying: Services = {
      ...services,
      objects: { ...services.objects, replace: () => Promise.reject(new Error("the process died")) },
    };
    const result = { ...encoded([videoPart("v360", 0, 1)]), attempt: 1 };
    await expect(completeTask(dying, id, result)).rejects.toThrow("died");
    expect(await readJob(video)).toMatchObject({ state: "running", task_counts: { succeeded: 2 } });
    await reconcileAfter(0);
    expect((await readJob(video)).state).toBe("succeeded");
    expect((await readAsset(video)).status).toBe("ready");
  });

  it("fails with the first task that does, and leaves nothing", async () => {
    const video = await planned(["v360", "v720"]);
    const first = await leaseTaskOf(video.assetId, 1);
    const second = await leaseTaskOf(video.assetId, 2);
    await second.put("v720/init.mp4", "init");
    const failure = { attempt: 1, code: "processing_failed", detail: "no encoder", retryable: false };
    expect((await first.call("POST", "/fail", { json: failure })).status).toBe(204);
    expect(await readJob(video)).toMatchObject({
      state: "failed",
      error: { code: "processing_failed", detail: "no encoder" },
      tasks: [{ state: "succeeded" }, { state: "failed" }, { state: "canceled" }],
    });
    const beat = { attempt: 1, stage: "encoding", progress: 0.5 };
    expect((await second.call("POST", "/heartbeat", { json: beat })).status).toBe(409);
    expect(await readFile(video, "master.m3u8")).toBeNull();
    expect(await objectsOf(video.assetId)).toEqual([]);
    const types = (await readEvents(video)).map(({ type }) => type);
    expect(types.slice(-4)).toEqual(["task.failed", "task.canceled", "job.failed", "asset.failed"]);
  });

  it("keeps nothing of attempts that did not win", async () => {
    const video = await uploaded();
    const lost = await leaseTaskOf(video.assetId);
    await lost.put("v360/00000.m4s", "lost");
    await reconcileAfter(60_000);
    const won = await leaseTaskOf(video.assetId);
    await won.produce([videoPart("v360", 0, 1)]);
    await won.put(poster.path, "jpeg");
    await won.complete(prepared({ files: [poster] }));
    await reconcileAfter(4 * 60_000);
    const { id } = await readJob(video);
    const prefix = `assets/${video.assetId}/${id}/`;
    expect(await objectsOf(video.assetId)).toEqual(
      ["0-2/pictures/first.jpg", "0-2/v360/00000.m4s", "0-2/v360/init.mp4", "v360/playlist.m3u8"].map(
        (path) => prefix + path,
      ),
    );
    // A worker that was thought dead writes still: the second pass finds it.
    await env.BUCKET.put(`${prefix}0-1/v360/00001.m4s`, "late");
    await reconcileAfter(8 * 60_000);
    expect((await objectsOf(video.assetId)).filter((key) => key.includes("/0-1/"))).toEqual([]);
    expect(await compose(env).purges.list()).toEqual([]);
    expect(await listOrphans(compose(env))).toEqual([]);
  });

  it("shows progress that never runs backwards, by what its tasks weigh", async () => {
    const video = await uploaded();
    const seen: number[] = [];
    const look = async () => seen.push((await readJob(video)).progress);
    const beat = (progress: number, attempt = 1) => ({ json: { attempt, stage: "encoding", progress } });
    const prepare = await leaseTaskOf(video.assetId);
    await prepare.call("POST", "/heartbeat", beat(0.5));
    await look();
    const tasks = [encode("v360", 30), encode("v720", 10)];
    await prepare.complete(prepared({ renditions: [], rendition_order: ["v720", "v360"], tasks }));
    await look();
    const first = await leaseTaskOf(video.assetId, 1);
    await first.call("POST", "/heartbeat", beat(0.5));
    await look();
    const failure = { attempt: 1, code: "processing_failed", detail: "broken", retryable: true };
    await first.call("POST", "/fail", { json: failure });
    await look();
    const again = await leaseTaskOf(video.assetId, 1);
    await again.call("POST", "/heartbeat", beat(0.1, 2));
    await look();
    await again.complete(encoded([videoPart("v360", 0, 1)]));
    await look();
    await (await leaseTaskOf(video.assetId, 2)).complete(encoded([videoPart("v720", 0, 1)]));
    await look();
    expect(seen.map((progress) => Math.round(progress * 100) / 100)).toEqual([
      ...[0.1, 0.2, 0.5, 0.5, 0.5, 0.8, 1],
    ]);
  });

  it("tells why it did what it did, and what that took", async () => {
    const video = await planned(["v360", "v360"]);
    const task = await leaseTaskOf(video.assetId);
    await task.complete(encoded([videoPart("v360", 0, 2)], { v360: [0.98] }));
    const other = await leaseTaskOf(video.assetId, 2);
    await other.complete(encoded([videoPart("v360", 2, 1)], { v360: [0.95] }));
    const { id } = await readJob(video);
    const { body } = await call<DecisionRecord>("GET", `/v1/jobs/${id}/record`, { token: video.key });
    expect(body).toMatchObject({
      plan: { because: "of the test" },
      tasks: [
        { kind: "prepare", renditions: ["v144"] },
        { kind: "encode", renditions: ["v360"], record: { commands: [{ argv: ["-i", "source", "out"] }] } },
        { kind: "encode", renditions: ["v360"] },
      ],
      cost: { elapsed_ms: 3000, cpu_ms: 4500, output_bytes: 402_400 },
      // The first has twice as many seconds.
      ssim: { v360: expect.closeTo(0.97, 6) },
    });
    const kept = await env.BUCKET.get(`assets/${video.assetId}/records/${id}.json`);
    expect(await kept?.json()).toEqual(body);
    expect(await listOrphans(compose(env))).toEqual([]);
  });
});

describe("a worker that has ended a task", () => {
  it("goes on with the next of the same job, unless others have waited long enough", async () => {
    await env.DB.prepare("UPDATE tasks SET state = 'canceled' WHERE state = 'queued'").run();
    const video = await planned(["v360", "v720"]);
    const first = await leaseTaskOf(video.assetId, 1);
    await first.complete(encoded([videoPart("v360", 0, 1)]));
    const next = await first.call<TaskDispatch>("POST", "/next");
    const [, , second] = await tasksOf(video.assetId);
    expect(next).toMatchObject({
      status: 200,
      body: { kind: "encode", task_id: second?.id, input: { id: "v720" }, source: { complete: true } },
    });
    const other = await uploaded();
    await env.DB.prepare("UPDATE tasks SET created_at = created_at - 20000 WHERE asset_id = ?")
      .bind(other.assetId)
      .run();
    expect((await first.call("POST", "/next")).status).toBe(204);
    await leaseTaskOf(other.assetId);
    await leaseTaskOf(video.assetId, 2);
    expect((await first.call("POST", "/next")).status).toBe(204);
  });
});
