import { tmpdir } from "node:os";
import type { TaskDispatch } from "@firstframe/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningIngest, startIngest } from "../ingest/testing/start-ingest.ts";
import { createLogger } from "../logger.ts";
import { createTaskApi } from "../task-api.ts";
import { createTaskRunner } from "../task-runner.ts";
import { startFakeTaskApi } from "../testing/fake-task-api.ts";
import { quickRetry } from "../testing/run-task.ts";
import { fetchTask } from "./fetch-task.ts";
import { type Handler, sendFile, serveWeb, webFile } from "./testing/web-server.ts";

let ingest: RunningIngest;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest[Symbol.asyncDispose]());

type Interference = Parameters<typeof startFakeTaskApi>[0]["interfere"];

const notDispatched = () => Promise.reject(new Error("only a fetch was dispatched"));

/** Runs a fetch as the media worker does, against an API that keeps what it is told. */
async function run(handle: Handler, interfere?: Interference) {
  const server = await serveWeb(handle);
  await using api = await startFakeTaskApi({
    ...{ directory: tmpdir(), source: new Uint8Array() },
    ...(interfere ? { interfere } : {}),
  });
  const upload = ingest.api.newUpload({});
  const { task_id, job_id, asset_id, task_url, token, correlation_id, traceparent } = api.dispatch;
  const dispatch: TaskDispatch = {
    ...{ task_id, job_id, asset_id, task_url, token, correlation_id, traceparent, kind: "fetch" },
    ...{ url: server.url, allowed_hosts: [server.host] },
    upload: {
      ...{ id: upload.id, token: upload.token, endpoint: `${ingest.url}/v1/tus` },
      max_size_bytes: 1_000_000,
    },
  };
  const log: string[] = [];
  const runTask = createTaskRunner({
    createApi: () => createTaskApi({ taskUrl: task_url, token, fetch, retry: quickRetry }),
    workerId: `wkr_${"0".repeat(26)}`,
    fetch: (task) =>
      fetchTask(task, {
        ...{ fetch, retry: quickRetry, now: Date.now },
        resolve: async () => [],
        timeouts: { answerMs: 5_000, idleMs: 5_000 },
      }),
    clip: notDispatched,
    prepare: notDispatched,
    encode: notDispatched,
    extras: notDispatched,
    clock: () => performance.now(),
    logger: createLogger((line) => log.push(line), Date.now),
  });
  await runTask(dispatch, new AbortController().signal);
  return { calls: api.calls, result: api.result, failure: api.failure, log: log.join("") };
}

describe("a fetch task", () => {
  it("says when the file is all there, and keeps to itself what may be a secret of its address", async () => {
    const { calls, result, log } = await run(sendFile);
    expect(result).toEqual({ kind: "fetch", attempt: 1 });
    expect([calls.at(0), calls.at(-1)]).toEqual(["POST /lease", "POST /next"]);
    expect(log).toContain("task succeeded");
    expect(log).not.toContain("secret=1");
  });

  it("says what was wrong, without what may be a secret of the address", async () => {
    const { failure, log } = await run((_request, response) => void response.writeHead(403).end());
    expect(failure).toMatchObject({
      code: "source_fetch_failed",
      detail: "The server answered 403",
      retryable: false,
    });
    expect(log).not.toContain("secret=1");
  });

  it("stops in the middle when the task is taken from it, and says no more", async () => {
    const closed = Promise.withResolvers<void>();
    const { calls, failure } = await run(
      ({ socket }, response) => {
        response.writeHead(200, { "content-length": webFile.byteLength, etag: '"one"' });
        response.write(webFile.subarray(0, 100_000));
        socket.on("close", () => closed.resolve());
      },
      ({ url }, response) => {
        if (!url?.endsWith("/heartbeat")) return false;
        response.writeHead(409, { "content-type": "application/json" }).end("{}");
        return true;
      },
    );
    await closed.promise;
    expect(failure).toBeNull();
    expect(calls).toEqual(["POST /lease", "POST /heartbeat"]);
  });
});
