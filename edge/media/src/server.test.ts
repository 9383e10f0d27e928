import { problem, type TaskDispatch } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { createLogger } from "./logger.ts";
import { createApp } from "./server.ts";
import { createWorker, slotKinds } from "./worker.ts";

/** Lets everything happen that is due. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

const shared = {
  task_id: `tsk_${"0".repeat(26)}`,
  job_id: `job_${"0".repeat(26)}`,
  asset_id: `ast_${"0".repeat(26)}`,
  task_url: "http://127.0.0.1:8787/internal/tasks/x",
  token: "t",
  correlation_id: null,
  traceparent: null,
};
const source = { size_bytes: 1, complete: true, filename: null, content_type: null, upload_id: null };
const options = { thumbnail_s: null, download: false };
const dispatch: TaskDispatch = { ...shared, kind: "encode", source, input: { firstSegment: 0 } };
const upload = { id: `upl_${"0".repeat(26)}`, endpoint: "http://x/v1/tus", token: "u", max_size_bytes: 1 };
/** One task for every kind of slot. */
const oneOfEach: TaskDispatch[] = [
  { ...shared, kind: "fetch", url: "https://example.com/a", allowed_hosts: [], upload },
  { ...shared, kind: "prepare", source: { ...source, complete: false }, options },
  { ...shared, kind: "prepare", source, options },
  dispatch,
];

function start(encodeSlots = 1) {
  const ran: TaskDispatch[] = [];
  const finish: ((next: TaskDispatch | null) => void)[] = [];
  const stopped: unknown[] = [];
  const slots = { fetch: 1, follow: 1, prepare: 1, encode: encodeSlots };
  const worker = createWorker(`wkr_${"0".repeat(26)}`, slots, (task, signal) => {
    const { promise, resolve } = Promise.withResolvers<TaskDispatch | null>();
    ran.push(task);
    finish.push(resolve);
    signal.addEventListener("abort", () => {
      stopped.push(signal.reason);
      resolve(null);
    });
    return promise;
  });
  const makeRequestId = () => `req_${"0".repeat(26)}`;
  const logger = createLogger(() => undefined, Date.now);
  const app = createApp({ secret: "right secret", worker, makeRequestId, logger, ingest: null });
  const post = (body: unknown, authorization = "Bearer right secret") =>
    app.request("/tasks", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { authorization, "content-type": "application/json" },
    });
  return { app, worker, post, ran, finish, stopped };
}

describe("POST /tasks", () => {
  it("takes a task", async () => {
    const { post, worker } = start();
    const response = await post(dispatch);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ accepted: true });
    expect(worker.running("encode")).toBe(1);
  });

  it("has no room while all slots are taken", async () => {
    const { post, finish } = start(1);
    await post(dispatch);
    const refused = await post(dispatch);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("2");
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(problem.parse(await refused.json())).toMatchObject({ code: "overloaded", retryable: true });
    finish[0]?.(null);
    await turn();
    expect((await post(dispatch)).status).toBe(202);
  });

  it("has room for each kind of work by itself: first frames never wait for cores", async () => {
    const { post, worker } = start(1);
    for (const task of oneOfEach) expect((await post(task)).status).toBe(202);
    for (const task of oneOfEach) expect((await post(task)).status).toBe(503);
    expect(slotKinds.map((kind) => worker.running(kind))).toEqual([1, 1, 1, 1]);
    const { input } = dispatch;
    expect((await post({ ...shared, kind: "extras", source, input })).status).toBe(503);
  });

  it("goes on with the task that waits next, in the slot that became free", async () => {
    const { post, worker, ran, finish } = start(1);
    await post(dispatch);
    const next: TaskDispatch = { ...dispatch, kind: "extras" };
    finish[0]?.(next);
    await turn();
    expect(ran).toEqual([dispatch, next]);
    expect(worker.running("encode")).toBe(1);
    finish[1]?.(null);
    await turn();
    expect(worker.running("encode")).toBe(0);
  });

  it("leaves the next task to the queue where there is no room for it", async () => {
    const { post, worker, ran, finish } = start(1);
    await post({ ...shared, kind: "prepare", source, options });
    await post(dispatch);
    finish[0]?.({ ...dispatch, input: { firstSegment: 1 } });
    await turn();
    expect(ran).toHaveLength(2);
    expect([worker.running("prepare"), worker.running("encode")]).toEqual([0, 1]);
  });

  it.each(["", "Bearer", "Bearer wrong secret", "Basic right secret", "right secret"])(
    "asks %j for the secret",
    async (authorization) => {
      const { post, worker } = start();
      const response = await post(dispatch, authorization);
      expect(response.status).toBe(401);
      expect(problem.parse(await response.json()).code).toBe("unauthenticated");
      expect(worker.running("encode")).toBe(0);
    },
  );

  it("names the fields that are wrong", async () => {
    const { post } = start();
    const response = await post({ ...dispatch, job_id: "x", surprise: 1 });
    expect(response.status).toBe(400);
    const { code, errors } = problem.parse(await response.json());
    expect(code).toBe("invalid_request");
    expect(errors?.map(({ field }) => field)).toContain("job_id");
    expect((await post("{")).status).toBe(400);
  });

  it("does not read endless bodies", async () => {
    const { post } = start();
    expect((await post({ ...dispatch, token: "x".repeat(1_100_000) })).status).toBe(413);
  });

  it("takes none once it drains, and stops those that run", async () => {
    const { post, worker, stopped } = start(2);
    await post(dispatch);
    const reason = new Error("shutting down");
    await worker.drain(reason);
    expect(stopped).toEqual([reason]);
    expect((await post(dispatch)).status).toBe(503);
  });
});

describe("other routes", () => {
  it("tells how it is", async () => {
    const { app, post } = start(3);
    await post(dispatch);
    const response = await app.request("/healthz");
    expect(await response.json()).toEqual({
      status: "ok",
      worker_id: `wkr_${"0".repeat(26)}`,
      running: { fetch: 0, follow: 0, prepare: 0, encode: 1 },
      slots: { fetch: 1, follow: 1, prepare: 1, encode: 3 },
    });
  });

  it("knows no others", async () => {
    const { app } = start();
    const response = await app.request("/elsewhere");
    expect(response.status).toBe(404);
    expect(problem.parse(await response.json()).code).toBe("not_found");
  });
});
