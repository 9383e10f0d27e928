import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import {
  heartbeat,
  leaseRequest,
  outputPath,
  type Produced,
  produced,
  type TaskDispatch,
  type TaskFailure,
  type TaskResult,
  taskFailure,
  taskResult,
} from "@firstframe/contract";

/** What a test wants the API to do about a request; true when it has answered. */
type Interference = (request: IncomingMessage, response: ServerResponse) => boolean;

interface FakeTaskApiOptions {
  /** Directory that receives the outputs. */
  readonly directory: string;
  readonly source: Uint8Array;
  readonly interfere?: Interference;
}

export interface FakeTaskApi extends AsyncDisposable {
  dispatch: TaskDispatch;
  /** Method and path below the task's URL, in order of arrival. */
  readonly calls: string[];
  readonly contentTypes: Map<string, string>;
  readonly progress: number[];
  readonly produced: Produced[];
  result: TaskResult | null;
  failure: TaskFailure | null;
}

const taskId = `tsk_${"0".repeat(26)}`;
const token = "task-token";
const attempt = 1;

/** The API's side of the task protocol over real HTTP: checks every message, and keeps the outputs as files. */
export async function startFakeTaskApi({
  directory,
  source,
  interfere,
}: FakeTaskApiOptions): Promise<FakeTaskApi> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const base = `/internal/tasks/${taskId}`;
  const api: FakeTaskApi = {
    dispatch: {
      kind: "prepare",
      task_id: taskId,
      job_id: `job_${"0".repeat(26)}`,
      asset_id: `ast_${"0".repeat(26)}`,
      task_url: `http://127.0.0.1:${port}${base}`,
      token,
      source: {
        ...{ size_bytes: source.byteLength, complete: true },
        ...{ filename: "clip", content_type: null, upload_id: null },
      },
      options: { thumbnail_s: null, download: false },
      correlation_id: "test",
      traceparent: null,
    },
    calls: [],
    contentTypes: new Map(),
    progress: [],
    produced: [],
    result: null,
    failure: null,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return api;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? "").slice(base.length);
    api.calls.push(`${request.method} ${path}`);
    if (request.headers.authorization !== `Bearer ${token}`) return end(response, 401);
    if (interfere?.(request, response)) return;
    if (path.startsWith("/source")) return sendSource(request, response);
    const body = await bodyOf(request);
    if (path.startsWith(`/outputs/${attempt}/`)) {
      const name = outputPath.parse(path.slice(`/outputs/${attempt}/`.length));
      if (Number(request.headers["content-length"]) !== body.byteLength) return end(response, 411);
      api.contentTypes.set(name, request.headers["content-type"] ?? "");
      const file = join(directory, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, body);
      return end(response, 204);
    }
    const message: unknown = JSON.parse(body.toString());
    switch (path) {
      case "/lease":
        leaseRequest.parse(message);
        return end(response, 200, {
          attempt,
          expires_at: new Date(Date.now() + 30_000).toISOString(),
          heartbeat_s: 2,
        });
      case "/heartbeat":
        api.progress.push(heartbeat.parse(message).progress);
        return end(response, 200, {});
      case "/produced":
        api.produced.push(produced.parse(message));
        return end(response, 204);
      case "/complete":
        api.result = taskResult.parse(message);
        return end(response, 204);
      case "/fail":
        api.failure = taskFailure.parse(message);
        return end(response, 204);
      case "/next":
        return end(response, 204);
      default:
        return end(response, 404);
    }
  }

  function sendSource(request: IncomingMessage, response: ServerResponse): void {
    const start = sourceOffset(request);
    if (start >= source.byteLength) {
      end(response, 416);
      return;
    }
    response.writeHead(200, { "content-length": source.byteLength - start });
    response.end(source.subarray(start));
  }
}

/** From where on a request wants the source. */
export function sourceOffset({ url = "" }: IncomingMessage): number {
  return Number(/[?&]offset=(\d+)/.exec(url)?.[1] ?? 0);
}

/** Reads a text file among the outputs. */
export function readOutput(directory: string, path: string): Promise<string> {
  return readFile(join(directory, path), "utf8");
}

function end(response: ServerResponse, status: number, body?: unknown): void {
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(body === undefined ? "" : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
