import { tmpdir } from "node:os";
import type { JobDispatch } from "@firstframe/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningIngest, startIngest } from "../ingest/testing/start-ingest.ts";
import { createJobRunner } from "../job-runner.ts";
import { createLogger } from "../logger.ts";
import { createJobApi } from "../task-api.ts";
import { startFakeJobApi } from "../testing/fake-job-api.ts";
import { quickRetry } from "../testing/run-job.ts";
import { fetchJob } from "./fetch-job.ts";
import { type Handler, sendFile, serveWeb, webFile } from "./testing/web-server.ts";

let ingest: RunningIngest;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest[Symbol.asyncDispose]());

type Interference = Parameters<typeof startFakeJobApi>[0]["interfere"];

/** Runs a fetch as the media worker does, against an API that keeps what it is told. */
async function run(handle: Handler, interfere?: Interference) {
  const server = await serveWeb(handle);
  await using api = await startFakeJobApi({
    ...{ directory: tmpdir(), source: new Uint8Array() },
    ...(interfere ? { interfere } : {}),
  });
  const upload = ingest.api.newUpload({});
  const { job_id, asset_id, job_url, token, correlation_id } = api.dispatch;
  const dispatch: JobDispatch = {
    ...{ job_id, asset_id, job_url, token, correlation_id, kind: "fetch" },
    ...{ url: server.url, allowed_hosts: [server.host] },
    upload: {
      ...{ id: upload.id, token: upload.token, endpoint: `${ingest.url}/v1/tus` },
      max_size_bytes: 1_000_000,
    },
  };
  const log: string[] = [];
  const runJob = createJobRunner({
    createApi: () => createJobApi({ jobUrl: job_url, token, fetch, retry: quickRetry }),
    workerId: `wkr_${"0".repeat(26)}`,
    transcode: () => Promise.reject(new Error("nothing to transcode was dispatched")),
    fetch: (job) =>
      fetchJob(job, {
        ...{ fetch, retry: quickRetry, now: Date.now },
        resolve: async () => [],
        timeouts: { answerMs: 5_000, idleMs: 5_000 },
      }),
    clock: () => performance.now(),
    logger: createLogger((line) => log.push(line), Date.now),
  });
  await runJob(dispatch, new AbortController().signal);
  return { calls: api.calls, failure: api.failure, log: log.join("") };
}

describe("a fetch job", () => {
  it("says when the file is all there, and keeps to itself what may be a secret of its address", async () => {
    const { calls, log } = await run(sendFile);
    expect([calls.at(0), calls.at(-1)]).toEqual(["POST /lease", "POST /fetched"]);
    expect(log).toContain("job succeeded");
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

  it("stops in the middle when the job is taken from it, and says no more", async () => {
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
