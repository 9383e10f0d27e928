import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Asset, Firstframe } from "@firstframe/sdk";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "./app.ts";
import type { VideoList } from "./video.ts";

const secretKey = "ff_sandbox_very_secret";
const id = (prefix: string, last = "0") => `${prefix}_${last.padStart(26, "0")}`;

type Reply = readonly [status: number, body?: unknown];

function asset(change: Partial<Asset> = {}): Partial<Asset> {
  return {
    id: id("ast"),
    status: "ready",
    progress: 1,
    playback_id: id("pbk"),
    duration_ms: 61_000,
    error: null,
    created_at: "2026-03-01T12:00:00.000Z",
    metadata: { filename: "cat.mp4" },
    source: { sha256: "0".repeat(64) } as Asset["source"],
    correlation_id: "internal",
    ...change,
  };
}

/** The demo over a real HTTP server that stands for the API and answers by `METHOD /path`. */
async function startDemo(replies: Record<string, Reply>) {
  const calls: { call: string; body: unknown; authorization: string | undefined }[] = [];
  const api = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const call = `${request.method} ${request.url}`;
    calls.push({ call, body: body && JSON.parse(body), authorization: request.headers.authorization });
    const [status, answer] = replies[call] ?? [404, problem(404, "not_found", "No such asset.")];
    response.writeHead(status).end(answer === undefined ? undefined : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  const pages = mkdtempSync(join(tmpdir(), "firstframe-demo-"));
  writeFileSync(join(pages, "index.html"), "<h1>Videos</h1>");
  writeFileSync(join(pages, "watch.html"), "<h1>Watch</h1>");
  onTestFinished(() => {
    rmSync(pages, { recursive: true });
    api.closeAllConnections();
    api.close();
  });
  const apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const firstframe = new Firstframe({ apiKey: secretKey, baseUrl: apiUrl, maxRetries: 0 });
  const reported: Error[] = [];
  const app = createApp({ firstframe, apiUrl, pages, report: (error) => reported.push(error) });
  return { app, apiUrl, calls, reported, stopApi: () => api.close() };
}

function problem(status: number, code: string, detail: string) {
  return { type: "about:blank", title: code, status, code, detail, request_id: "req_1", retryable: false };
}

const postJson = (body: string) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body,
});

describe("POST /api/uploads", () => {
  it("hands the grant to the page as it is", async () => {
    const grant = {
      id: id("upl"),
      asset_id: id("ast"),
      endpoint: "http://x/v1/tus",
      token: "t",
      status_url: "http://x",
    };
    const { app, calls } = await startDemo({ "POST /v1/uploads": [201, grant] });
    const response = await app.request("/api/uploads", postJson('{"filename":"cat.mp4","size_bytes":5}'));
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual(grant);
    expect(calls).toEqual([
      {
        call: "POST /v1/uploads",
        body: { playback_policy: "signed", metadata: { filename: "cat.mp4" } },
        authorization: `Bearer ${secretKey}`,
      },
    ]);
  });

  it("cuts a name that is longer than metadata may be", async () => {
    const { app, calls } = await startDemo({ "POST /v1/uploads": [201, {}] });
    await app.request("/api/uploads", postJson(JSON.stringify({ filename: `${"n".repeat(600)}.mp4` })));
    expect(calls[0]?.body).toMatchObject({ metadata: { filename: "n".repeat(500) } });
  });

  it.each(["", "[]", "null", "{}", '{"filename":7}', '{"filename":" "}'])("refuses %j", async (body) => {
    const { app, calls } = await startDemo({});
    const response = await app.request("/api/uploads", postJson(body));
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ code: "invalid_request" });
    expect(calls).toEqual([]);
  });

  it("refuses a body that is far too large", async () => {
    const { app } = await startDemo({});
    const response = await app.request(
      "/api/uploads",
      postJson(JSON.stringify({ filename: "n".repeat(20_000) })),
    );
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: "payload_too_large" });
  });

  it.each([
    [403, { origin: "https://evil.example" }],
    [403, { origin: "http://localhost:8080" }],
    [403, { origin: "http://localhost", "sec-fetch-site": "cross-site" }],
    [403, { "sec-fetch-site": "same-site" }],
    [201, { origin: "http://localhost", "sec-fetch-site": "same-origin" }],
    [201, { origin: "http://localhost" }],
    [201, {}],
  ])("answers %i to %j", async (status, headers) => {
    const { app, calls } = await startDemo({ "POST /v1/uploads": [201, {}] });
    const body = '{"filename":"cat.mp4"}';
    const response = await app.request("http://localhost/api/uploads", {
      method: "POST",
      headers: { "content-type": "text/plain", ...headers },
      body,
    });
    expect(response.status).toBe(status);
    expect(calls).toHaveLength(status === 201 ? 1 : 0);
  });
});

describe("GET /api/videos", () => {
  it("shows of each asset what pages may know, newest first as the API has them", async () => {
    const failed = {
      id: id("ast", "1"),
      status: "failed" as const,
      error: { code: "source_empty" as const, message: "The file is empty." },
    };
    const { app } = await startDemo({
      "GET /v1/assets?limit=25": [200, { data: [asset(), asset(failed)], next_cursor: null }],
    });
    const response = await app.request("/api/videos");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const { data, has_more } = (await response.json()) as VideoList;
    expect(has_more).toBe(false);
    expect(data[0]).toEqual({
      id: id("ast"),
      title: "cat.mp4",
      status: "ready",
      progress: 1,
      is_received: true,
      playback_id: id("pbk"),
      duration_ms: 61_000,
      error: null,
      created_at: "2026-03-01T12:00:00.000Z",
    });
    expect(data[1]).toMatchObject(failed);
  });

  it("goes on to the next page of the API for a long list, and says when there is more", async () => {
    const page = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => asset({ id: id("ast", `${from + i}`) }));
    const { app } = await startDemo({
      "GET /v1/assets?limit=100": [200, { data: page(0, 100), next_cursor: "a" }],
      "GET /v1/assets?limit=100&cursor=a": [200, { data: page(100, 21), next_cursor: null }],
    });
    const response = await app.request("/api/videos?limit=120");
    const { data, has_more } = (await response.json()) as VideoList;
    expect(data).toHaveLength(120);
    expect(data.at(-1)?.id).toBe(id("ast", "119"));
    expect(has_more).toBe(true);
  });

  it.each(["0", "241", "-1", "1.5", "x"])("refuses the limit %j", async (limit) => {
    const { app } = await startDemo({});
    expect((await app.request(`/api/videos?limit=${limit}`)).status).toBe(400);
  });

  it("says that the service is out of reach when the API is", async () => {
    const { app, stopApi, reported } = await startDemo({});
    stopApi();
    const response = await app.request("/api/videos");
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: "overloaded", retryable: true });
    expect(reported).toMatchObject([{ name: "FirstframeConnectionError" }]);
  });

  it("passes on what the API refuses, without the key", async () => {
    const refusal = problem(401, "unauthenticated", "The key was revoked.");
    const { app } = await startDemo({ "GET /v1/assets?limit=25": [401, refusal] });
    const response = await app.request("/api/videos");
    expect(response.status).toBe(401);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      code: "unauthenticated",
      detail: "The key was revoked.",
      request_id: "req_1",
    });
    expect(text).not.toContain(secretKey);
  });
});

describe("/api/videos/:assetId", () => {
  it("shows one video", async () => {
    const { app } = await startDemo({
      [`GET /v1/assets/${id("ast")}`]: [
        200,
        asset({ metadata: {}, source: { filename: "dog.mov" } as Asset["source"] }),
      ],
    });
    expect(await (await app.request(`/api/videos/${id("ast")}`)).json()).toMatchObject({ title: "dog.mov" });
  });

  it("removes one", async () => {
    const { app } = await startDemo({ [`DELETE /v1/assets/${id("ast")}`]: [204] });
    const response = await app.request(`/api/videos/${id("ast")}`, { method: "DELETE" });
    expect(response.status).toBe(204);
    expect(await response.text()).toBe("");
  });

  it("passes on that there is none", async () => {
    const { app, reported } = await startDemo({});
    const response = await app.request(`/api/videos/${id("ast")}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not_found", detail: "No such asset." });
    expect(reported).toEqual([]);
  });

  it.each(["ast_1", id("upl"), `${id("ast")}x`, id("ast", "u"), "..%2F..%2Fv1%2Fapi-keys"])(
    "asks nobody for %s",
    async (wrong) => {
      const { app, calls } = await startDemo({});
      for (const [path, method] of [
        ["", "GET"],
        ["", "DELETE"],
        ["/playback", "GET"],
      ] as const) {
        const response = await app.request(`/api/videos/${wrong}${path}`, { method });
        expect(response.status).toBe(404);
        expect(await response.json()).toMatchObject({ code: "not_found" });
      }
      expect(calls).toEqual([]);
    },
  );
});

describe("GET /api/videos/:assetId/playback", () => {
  const path = `/api/videos/${id("ast")}/playback`;

  it.each(["playable", "ready"] as const)("gives a token when %s", async (status) => {
    const urls = { hls: "http://x/play/jwt/master.m3u8", poster: "http://x/play/jwt/poster.jpg" };
    const { app, apiUrl, calls } = await startDemo({
      [`GET /v1/assets/${id("ast")}`]: [200, asset({ status })],
      "POST /v1/playback-tokens": [201, { token: "jwt", expires_at: "2026-03-01T16:00:00.000Z", urls }],
    });
    const response = await app.request(path);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      playback_id: id("pbk"),
      token: "jwt",
      expires_at: "2026-03-01T16:00:00.000Z",
      api: apiUrl,
      poster: urls.poster,
    });
    expect(calls[1]?.body).toEqual({ playback_id: id("pbk"), expires_in_s: 14_400 });
  });

  it("gives none while it is being prepared", async () => {
    const { app, calls } = await startDemo({
      [`GET /v1/assets/${id("ast")}`]: [200, asset({ status: "processing" })],
    });
    const response = await app.request(path);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: "not_ready", retryable: true });
    expect(calls).toHaveLength(1);
  });

  it("says why there will be none", async () => {
    const error = { code: "source_empty" as const, message: "The file is empty." };
    const { app } = await startDemo({
      [`GET /v1/assets/${id("ast")}`]: [200, asset({ status: "failed", error })],
    });
    const response = await app.request(path);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: "conflict", detail: "The file is empty." });
  });
});

describe("pages", () => {
  it("are served, the player's under every video's address", async () => {
    const { app } = await startDemo({});
    const home = await app.request("/");
    expect(await home.text()).toContain("Videos");
    expect(home.headers.get("cache-control")).toBe("no-cache");
    for (const path of [`/watch/${id("ast")}`, `/watch?asset=${id("ast")}`]) {
      expect(await (await app.request(path)).text()).toContain("Watch");
    }
  });

  it("are told where the API is, and not the key", async () => {
    const { app, apiUrl } = await startDemo({});
    expect(await (await app.request("/api/config")).json()).toEqual({ api: apiUrl });
  });

  it("stay within their folder", async () => {
    const { app } = await startDemo({});
    for (const path of ["/nothing.js", "/api/nothing", "/..%2f..%2fetc%2fpasswd"]) {
      expect((await app.request(path)).status).toBe(404);
    }
  });
});
