import { env } from "cloudflare:test";
import type { Problem, ServiceStatus } from "@firstframe/contract";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { allRoutes } from "./routes/all-routes.ts";
import { call, configured, createKey, createUpload, sendFile } from "./testing/client.ts";
import { readAsset, uploaded } from "./testing/read-back.ts";

const heavy = allRoutes.filter((route) => route.heavy);

/** Sets the clock of the Worker, which runs in this isolate. */
function later(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}
afterEach(() => void vi.useRealTimers());

/** Makes what waits in the queue as heavy as wanted, in seconds of work; the tests before this one left some there. */
async function makeQueue(weight: number): Promise<void> {
  await env.DB.prepare("UPDATE tasks SET state = 'canceled' WHERE state IN ('queued', 'running')").run();
  if (weight === 0) return;
  const { assetId } = await uploaded();
  await env.DB.prepare("UPDATE tasks SET weight = ? WHERE asset_id = ?").bind(weight, assetId).run();
}

const statusOf = async (token: string, send: (request: Request) => Promise<Response>) =>
  (await call<ServiceStatus>("GET", "/v1/status", { token, send })).body;

describe("while too much work waits", () => {
  let token: string;
  beforeEach(async () => {
    token = await createKey();
    await makeQueue(0);
  });

  it("new videos are refused, and told when to come again; status says so", async () => {
    await makeQueue(160);
    const send = configured({ QUEUE_HIGH_WATER_S: "100" });
    expect(await statusOf(token, send)).toMatchObject({ accepting: false, expected_wait_s: 160 });
    expect(heavy.length).toBeGreaterThanOrEqual(2);
    const bodies: Record<string, object> = {
      "/v1/assets": { input: { url: "https://example.com/clip.mp4" } },
    };
    for (const { method, path } of heavy) {
      const json = bodies[path] ?? {};
      const at = path.replace(":id", `job_${"0".repeat(26)}`);
      const answer = await call<Problem>(method, at, { token, json, send });
      expect(answer).toMatchObject({
        status: 503,
        body: { code: "overloaded", retryable: true, detail: expect.stringContaining("Try again in 60 s") },
      });
      // What has to be worked off before new work is taken.
      expect(answer.headers.get("retry-after")).toBe("60");
    }
  });

  it("refuses nobody at the mark itself", async () => {
    await makeQueue(100);
    const send = configured({ QUEUE_HIGH_WATER_S: "100" });
    expect((await statusOf(token, send)).accepting).toBe(true);
    expect((await call("POST", "/v1/uploads", { token, json: {}, send })).status).toBe(201);
  });

  it("counts the tasks as well, whatever they are thought to take", async () => {
    await makeQueue(1);
    const send = configured({ QUEUE_HIGH_WATER_TASKS: "0" });
    expect(await statusOf(token, send)).toMatchObject({ accepting: false, queue: { queued: 1 } });
    const answer = await call("POST", "/v1/uploads", { token, json: {}, send });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  });

  it("does not tell anybody to stay away for hours", async () => {
    await makeQueue(50_000);
    const send = configured({});
    const answer = await call("POST", "/v1/uploads", { token, json: {}, send });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "600"]);
  });

  it("everything else goes on: what was granted arrives and is processed", async () => {
    const grant = await createUpload(token);
    await makeQueue(160);
    const send = configured({ QUEUE_HIGH_WATER_S: "100" });
    expect((await call("POST", "/v1/uploads", { token, json: {}, send })).status).toBe(503);
    expect(await sendFile(grant, new TextEncoder().encode("bytes"))).toEqual([201, 204]);
    expect((await readAsset({ key: token, assetId: grant.asset_id })).status).toBe("processing");
    for (const path of ["/v1/assets", "/v1/jobs", "/v1/events", "/v1/views", "/healthz"]) {
      expect([path, (await call("GET", path, { token, send })).status]).toEqual([path, 200]);
    }
    expect((await call("DELETE", `/v1/assets/${grant.asset_id}`, { token, send })).status).toBe(204);
  });

  it("looks at the queue once in two seconds, and takes new work when there is room again", async () => {
    later(0);
    await makeQueue(160);
    const prepare = vi.spyOn(env.DB, "prepare");
    const asked = () => prepare.mock.calls.filter(([sql]) => sql.includes("oldest")).length;
    const send = configured({ QUEUE_HIGH_WATER_S: "100" });
    const create = async () => (await call("POST", "/v1/uploads", { token, json: {}, send })).status;
    const first = [await create(), await create(), await create()];
    expect([first, asked()]).toEqual([[503, 503, 503], 1]);
    await makeQueue(0);
    expect([await create(), asked()]).toEqual([503, 1]);
    later(2_000);
    expect([await create(), await create(), asked()]).toEqual([201, 201, 2]);
    prepare.mockRestore();
  });
});
