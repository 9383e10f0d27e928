import { problem } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { createLogger } from "./logger.ts";
import { createApp } from "./server.ts";
import { createWorker } from "./worker.ts";

const dispatch = {
  kind: "transcode",
  job_id: `job_${"0".repeat(26)}`,
  asset_id: `ast_${"0".repeat(26)}`,
  job_url: "http://127.0.0.1:8787/internal/jobs/x",
  token: "t",
  source: { size_bytes: 1, filename: null, content_type: null, upload_id: null },
  correlation_id: null,
};

function start(slots = 1) {
  const finish: (() => void)[] = [];
  const stopped: unknown[] = [];
  const worker = createWorker(`wkr_${"0".repeat(26)}`, { transcode: slots, fetch: 1 }, (_, signal) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    finish.push(resolve);
    signal.addEventListener("abort", () => {
      stopped.push(signal.reason);
      resolve();
    });
    return promise;
  });
  const makeRequestId = () => `req_${"0".repeat(26)}`;
  const logger = createLogger(() => undefined, Date.now);
  const app = createApp({ secret: "right secret", worker, makeRequestId, logger, ingest: null });
  const post = (body: unknown, authorization = "Bearer right secret") =>
    app.request("/jobs", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { authorization, "content-type": "application/json" },
    });
  return { app, worker, post, finish, stopped };
}

describe("POST /jobs", () => {
  it("takes a job", async () => {
    const { post, worker } = start();
    const response = await post(dispatch);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ accepted: true });
    expect(worker.running("transcode")).toBe(1);
  });

  it("has no room while all slots are taken", async () => {
    const { post, finish } = start(1);
    await post(dispatch);
    const refused = await post(dispatch);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("2");
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(problem.parse(await refused.json())).toMatchObject({ code: "overloaded", retryable: true });
    finish[0]?.();
    await Promise.resolve();
    await Promise.resolve();
    expect((await post(dispatch)).status).toBe(202);
  });

  it.each(["", "Bearer", "Bearer wrong secret", "Basic right secret", "right secret"])(
    "asks %j for the secret",
    async (authorization) => {
      const { post, worker } = start();
      const response = await post(dispatch, authorization);
      expect(response.status).toBe(401);
      expect(problem.parse(await response.json()).code).toBe("unauthenticated");
      expect(worker.running("transcode")).toBe(0);
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
    expect((await post({ ...dispatch, token: "x".repeat(100_000) })).status).toBe(413);
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
      running: 1,
      fetching: 0,
      slots: 3,
    });
  });

  it("knows no others", async () => {
    const { app } = start();
    const response = await app.request("/elsewhere");
    expect(response.status).toBe(404);
    expect(problem.parse(await response.json()).code).toBe("not_found");
  });
});
