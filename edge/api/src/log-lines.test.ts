import { env } from "cloudflare:test";
import type { Problem } from "@firstframe/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TaskMessage } from "./adapters/queue-task-queue.ts";
import { createApp } from "./app.ts";
import { compose } from "./compose.ts";
import { consumeTasks } from "./consume-tasks.ts";
import { completeUpload } from "./domain/complete-upload.ts";
import { executeRetention } from "./domain/execute-retention.ts";
import type { Services } from "./domain/ports.ts";
import { repair } from "./domain/repair.ts";
import { call, createKey, createUpload, sendFile } from "./testing/client.ts";
import { tasksOf } from "./testing/media-worker.ts";
import { uploaded } from "./testing/read-back.ts";

const order = { correlation_id: "order 9" };
const broken = async () => Promise.reject(new Error("broken"));

let lines: Record<string, unknown>[];

beforeEach(() => {
  lines = [];
  for (const level of ["info", "warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(JSON.parse(String(line))));
  }
});
afterEach(() => vi.restoreAllMocks());

const line = (message: string) => lines.find((each) => each.message === message);

describe("a request that fails on our side", () => {
  const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const app = createApp((bindings) => {
    const services = compose(bindings);
    return {
      ...services,
      changes: { ...services.changes, commit: broken },
      playback: { ...services.playback, jwks: broken },
    };
  });
  const send = async (request: Request) => app.fetch(request, env);

  it("is logged with what it belongs to", async () => {
    const token = await createKey();
    const headers = { traceparent: parent };
    const { status, body } = await call<Problem>("POST", "/v1/uploads", {
      ...{ token, json: order, headers, send },
    });
    expect(status).toBe(500);
    expect(line("request failed")).toMatchObject({
      request_id: body.request_id,
      correlation_id: "order 9",
      traceparent: expect.stringContaining(parent.slice(0, 36)),
    });
  });

  it("is logged with its trace where there is no key either", async () => {
    const headers = { traceparent: parent };
    const { body } = await call<Problem>("GET", "/.well-known/jwks.json", { headers, send });
    expect(line("request failed")).toMatchObject({
      request_id: body.request_id,
      traceparent: expect.stringContaining(parent.slice(0, 36)),
    });
  });
});

describe("what comes of an upload is logged with its correlation id", () => {
  it("where a repair is made, and where it fails", async () => {
    const { assetId } = await uploaded(order);
    const services = compose(env);
    const [task] = await tasksOf(assetId);
    if (task === undefined) throw new Error("there is no task");
    await repair(services, "nothing", task, ({ changes }) => changes.commit([]));
    await repair(services, "everything", task, broken);
    expect(line("reconciled: nothing")).toMatchObject({ id: task.id, ...order });
    expect(line("could not reconcile: everything")).toMatchObject({ id: task.id, ...order });
  });

  it("where retention fails", async () => {
    const { assetId } = await uploaded(order);
    const services = compose(env);
    const asset = await services.assets.find(assetId);
    if (asset === null) throw new Error("there is no asset");
    await executeRetention({ ...services, changes: { ...services.changes, commit: broken } }, asset);
    expect(line("an asset past its time could not be deleted")).toMatchObject({
      asset_id: assetId,
      ...order,
    });
  });

  it("where it is completed too late", async () => {
    const key = await createKey();
    const { id } = await createUpload(key, order);
    await call("POST", `/v1/uploads/${id}/cancel`, { token: key });
    await completeUpload(compose(env), { uploadId: id, sizeBytes: 5 });
    expect(line("completion came too late")).toMatchObject({ upload_id: id, ...order });
  });

  it("where nobody takes its task", async () => {
    const { assetId } = await uploaded(order);
    const [task] = await tasksOf(assetId);
    const services = compose(env);
    const media: Services["media"] = {
      dispatch: async () => ({ kind: "unreachable", reason: "none is there" }),
    };
    const message = { body: { task_id: task?.id }, attempts: 1, retry: () => undefined };
    const messages = { messages: [message] } as unknown as MessageBatch<TaskMessage>;
    await consumeTasks({ ...services, media }, messages);
    expect(line("no media worker took the task; it waits")).toMatchObject({ task_id: task?.id, ...order });
  });

  it("where the database takes neither its progress nor its end", async () => {
    const grant = await createUpload(await createKey(), order);
    await env.DB.prepare(
      "CREATE TRIGGER broken BEFORE UPDATE OF offset_bytes ON uploads BEGIN SELECT RAISE(ABORT, 'broken'); END",
    ).run();
    try {
      expect(await sendFile(grant, new Uint8Array(8))).toEqual([201, 500]);
    } finally {
      await env.DB.prepare("DROP TRIGGER broken").run();
    }
    const named = { upload_id: grant.id, ...order };
    expect(line("the upload request failed")).toMatchObject(named);
    await expect.poll(() => line("progress was not recorded")).toMatchObject(named);
  });
});
