import { stat } from "node:fs/promises";
import type { Problem } from "@firstframe/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type RunningIngest, secret, startIngest } from "./testing/start-ingest.ts";

let running: RunningIngest;
let upload: { id: string; token: string };

beforeEach(async () => {
  running = await startIngest();
  upload = running.api.newUpload({ timeout_s: 60 });
});
afterEach(() => running[Symbol.asyncDispose]());

function tus(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Response> {
  return fetch(`${running.url}/v1/tus${path}`, {
    method,
    headers: { "tus-resumable": "1.0.0", authorization: `Bearer ${upload.token}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

const begin = (size: number) => tus("POST", "", { "upload-length": String(size) });
const send = (offset: number, body: string) =>
  tus(
    "PATCH",
    `/${upload.id}`,
    { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" },
    body,
  );
const asApi = (path: string, method = "GET", key = secret) =>
  fetch(`${running.url}/uploads/${upload.id}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
  });
const told = (kind: string) => running.api.reports.filter(({ report }) => report.kind === kind);

describe("uploads on the volume", () => {
  it("tell the API of a complete upload later, where it was away when the last byte came", async () => {
    await begin(4);
    running.api.isUp = false;
    // The token was admitted a moment ago; the bytes are safe, whatever the API does.
    expect((await send(0, "0123")).status).toBe(204);
    expect(told("received")).toEqual([]);
    running.api.isUp = true;
    await running.ingest.keeper.tidy();
    await running.ingest.keeper.tidy();
    expect(told("received")).toMatchObject([{ id: upload.id, report: { size_bytes: 4 } }]);
  });

  it("are refused with a time to come back while the API cannot be asked", async () => {
    running.api.isUp = false;
    const answer = await begin(4);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await answer.json()).toMatchObject({ code: "overloaded", retryable: true });
  });

  it("expire when no byte came for their time, and leave no file", async () => {
    await begin(10);
    await send(0, "0123");
    running.ahead = 59_000;
    await running.ingest.keeper.tidy();
    expect(await running.files()).not.toEqual([]);
    running.ahead = 62_000;
    await running.ingest.keeper.tidy();
    expect(told("expired")).toHaveLength(1);
    expect(await running.files()).toEqual([]);
    expect((await send(4, "4567")).status).toBe(410);
  });

  it("stay on legal hold, whoever would remove them and however long they wait", async () => {
    upload = running.api.newUpload({ timeout_s: 60, legal_hold: true });
    await begin(10);
    await send(0, "0123");
    const refused = await tus("DELETE", `/${upload.id}`, {});
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([409, "on_legal_hold"]);
    running.ahead = 62_000;
    await running.ingest.keeper.tidy();
    expect(told("expired")).toHaveLength(1);
    expect(told("terminated")).toEqual([]);
    expect((await send(4, "456789")).status).toBe(204);
  });

  it("leave no file when they are discarded in the middle of a request", async () => {
    await begin(1_000);
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("0123")),
    });
    const sending = fetch(`${running.url}/v1/tus/${upload.id}`, {
      method: "PATCH",
      headers: {
        ...{ "tus-resumable": "1.0.0", authorization: `Bearer ${upload.token}`, "upload-offset": "0" },
        "content-type": "application/offset+octet-stream",
      },
      body,
      ...({ duplex: "half" } as RequestInit),
    }).catch(() => null);
    await expect.poll(async () => (await stat(running.ingest.fileOf(upload.id))).size).toBe(4);
    expect((await asApi("", "DELETE")).status).toBe(204);
    await sending;
    expect(await running.files()).toEqual([]);
    expect((await asApi("/bytes")).status).toBe(404);
  });

  it("are read by range, and followed while they grow", async () => {
    await begin(10);
    await send(0, "0123456");
    expect(await (await asApi("/bytes?start=2&end=5")).text()).toBe("234");
    expect(await (await asApi("/bytes?start=-2")).text()).toBe("56");
    expect((await asApi("/bytes?start=7")).status).toBe(416);
    const following = asApi("/bytes?follow=true&start=5").then((response) => response.text());
    await send(7, "789");
    expect(await following).toBe("56789");
  });

  it("hold nobody up who reads no further, though they pause", async () => {
    await begin(10);
    await send(0, "0123");
    const left = await asApi("/bytes?follow=true");
    const reader = left.body?.getReader();
    expect((await reader?.read())?.value?.byteLength).toBe(4);
    await reader?.cancel();
  });

  it("are read and removed by the API alone", async () => {
    await begin(4);
    expect((await asApi("/bytes", "GET", "another secret")).status).toBe(401);
    expect((await asApi("", "DELETE", upload.token)).status).toBe(401);
    expect(await running.files()).not.toEqual([]);
  });
});
