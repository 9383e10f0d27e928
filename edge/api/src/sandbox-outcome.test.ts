import { env } from "cloudflare:test";
import type { TaskDispatch } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { dispatchTask } from "./domain/dispatch-task.ts";
import type { Services } from "./domain/ports.ts";
import { call, createKey } from "./testing/client.ts";
import { leaseTaskOf, prepared, tasksOf, taskToken, workerId } from "./testing/media-worker.ts";
import { readAsset, readJob, reconcileAfter, uploaded } from "./testing/read-back.ts";

const asking = (outcome: string) => ({ metadata: { firstframe_outcome: outcome } });

/** Services that keep what goes to media workers and to the queue. */
function watched(later = 0) {
  const dispatched: TaskDispatch[] = [];
  const sent: [id: string, delayS: number][] = [];
  const services: Services = {
    ...compose(env),
    clock: () => Date.now() + later,
    media: {
      async dispatch(task) {
        dispatched.push(task);
        return { kind: "accepted" };
      },
    },
    queue: { send: async (id, delayS = 0) => void sent.push([id, delayS]) },
  };
  return { services, dispatched, sent };
}

/** The task of a new video of which the metadata asks for this. The queue of the test may have been quicker. */
async function asked(outcome: string) {
  const video = await uploaded(asking(outcome));
  const [task] = await tasksOf(video.assetId);
  return { video, taskId: task?.id ?? "" };
}

describe("an outcome that the metadata asks for", () => {
  it("slow: nobody is told for a while", async () => {
    const { video, taskId } = await asked("slow");
    const now = watched();
    expect(await dispatchTask(now.services, taskId)).toEqual({ kind: "deferred" });
    expect(now.dispatched).toEqual([]);
    expect(now.sent).toEqual([[taskId, expect.any(Number)]]);
    expect(now.sent[0]?.[1]).toBeGreaterThan(15);
    expect((await readJob(video)).state).toBe("queued");
    const later = watched(21_000);
    expect(await dispatchTask(later.services, taskId)).toEqual({ kind: "accepted" });
    expect(later.dispatched).toHaveLength(1);
  });

  it("failed: with a code and a detail that says so", async () => {
    const { video, taskId } = await asked("failed");
    const { services, dispatched } = watched();
    await dispatchTask(services, taskId);
    await expect.poll(async () => (await readAsset(video)).status).toBe("failed");
    expect(dispatched).toEqual([]);
    expect(await readJob(video)).toMatchObject({
      state: "failed",
      error: { code: "processing_failed", detail: expect.stringContaining("asked for") },
    });
  });

  it("stuck: is tried again, and fails at last with the reason", async () => {
    const { video, taskId } = await asked("stuck");
    for (let attempt = 1; attempt <= 3; attempt++) {
      await dispatchTask(watched().services, taskId);
      await expect
        .poll(async () => (await tasksOf(video.assetId))[0])
        .toMatchObject({ state: "running", attempt });
      await reconcileAfter(60_000);
    }
    expect(await readJob(video)).toMatchObject({
      state: "failed",
      error: { detail: expect.stringContaining("heartbeats") },
    });
  });

  it("duplicated: comes to the same as once", async () => {
    const { video, taskId } = await asked("duplicated");
    const { services, dispatched } = watched();
    await dispatchTask(services, taskId);
    expect(dispatched.map(({ task_id }) => task_id)).toEqual([taskId, taskId]);
    const task = await leaseTaskOf(video.assetId);
    const second = await call("POST", `/internal/tasks/${taskId}/lease`, {
      token: await taskToken(taskId),
      json: { worker_id: workerId },
    });
    expect(second).toMatchObject({ status: 409, body: { code: "lease_lost" } });
    await task.complete(prepared());
    expect((await readAsset(video)).status).toBe("ready");
  });

  it("is one that there is", async () => {
    const token = await createKey();
    for (const [path, json] of [
      ["/v1/uploads", {}],
      ["/v1/assets", { input: { url: "https://example.com/a.mp4" } }],
    ] as const) {
      const refused = await call("POST", path, { token, json: { ...json, ...asking("sideways") } });
      expect(refused).toMatchObject({
        status: 400,
        body: { code: "invalid_request", errors: [{ field: "metadata.firstframe_outcome" }] },
      });
    }
  });

  it("is the sandbox's alone: to live customers it is a word like any other", async () => {
    const token = await createKey("live");
    const { status } = await call("POST", "/v1/uploads", { token, json: asking("sideways") });
    expect(status).toBe(201);
  });
});
