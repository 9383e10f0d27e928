import { mkdtemp, readdir, rm } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { createLogger } from "../../logger.ts";
import { createApp } from "../../server.ts";
import { quickRetry } from "../../testing/run-task.ts";
import { createWorker } from "../../worker.ts";
import { openIngest, type WorkerIngest } from "../open-ingest.ts";
import { type FakeUploadApi, startFakeUploadApi } from "./fake-upload-api.ts";

export const secret = "media secret";
export const maximumSize = 64 * 1024 * 1024;

export interface RunningIngest extends AsyncDisposable {
  readonly url: string;
  readonly api: FakeUploadApi;
  /** What the HTTP interface leads to; to be replaced, as a process by the next one. */
  ingest: WorkerIngest;
  readonly directory: string;
  /** Milliseconds that the worker's clock is ahead. */
  ahead: number;
  files(): Promise<string[]>;
}

const logger = createLogger(() => undefined, Date.now);
const makeRequestId = () => "req_test";

/** Opens the folder as a process does that starts. */
export function openFolder(
  running: Pick<RunningIngest, "api" | "directory" | "ahead">,
): Promise<WorkerIngest> {
  return openIngest({
    ...{ secret, maximumSize, makeRequestId, logger, fetch, retry: quickRetry },
    directory: running.directory,
    apiUrl: running.api.url,
    now: () => Date.now() + running.ahead,
  });
}

/** The media worker's HTTP interface with ingest, over real HTTP and a real folder. */
export async function startIngest(): Promise<RunningIngest> {
  const api = await startFakeUploadApi(secret, maximumSize);
  const directory = await mkdtemp(join(tmpdir(), "firstframe-uploads-"));
  const worker = createWorker("wkr_test", { fetch: 1, follow: 1, prepare: 1, encode: 1 }, async () => null);
  const server = serve({ fetch: answer, hostname: "127.0.0.1", port: 0 }) as Server;
  if (!server.listening) await new Promise((done) => server.once("listening", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  api.onDiscard = async (id) => {
    await fetch(`${url}/uploads/${id}`, { method: "DELETE", headers: { authorization: `Bearer ${secret}` } });
  };
  const opening = { api, directory, ahead: 0 };
  const running: RunningIngest = Object.assign(opening, {
    url,
    ingest: await openFolder(opening),
    files: async () => (await readdir(directory)).sort(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await api[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  });
  return running;

  function answer(request: Request, connection: object): Response | Promise<Response> {
    const { ingest } = running;
    return createApp({ secret, worker, makeRequestId, logger, ingest }).fetch(request, connection);
  }
}
