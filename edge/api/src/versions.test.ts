import { env } from "cloudflare:test";
import type { ApiKeyWithSecret, EventList, JobList, JobWithTasks, UploadGrant } from "@firstframe/contract";
import { type ApiVersion, apiVersions, assetErrors, currentApiVersion } from "@firstframe/contract/constants";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "./http/schema-of.ts";
import { allRoutes } from "./routes/all-routes.ts";
import { call, createKey, createUpload } from "./testing/client.ts";
import { leaseTaskOf } from "./testing/media-worker.ts";
import { readJob, type Uploaded, uploaded } from "./testing/read-back.ts";
import { recordedShapes } from "./testing/recorded-shapes.ts";
import { allChanges } from "./versions/all-changes.ts";
import { eventInVersion } from "./versions/bodies-in-version.ts";
import { findBreaks } from "./versions/find-breaks.ts";
import { shapesOf } from "./versions/shapes-of.ts";

const old = "2026-10-01";
const inOld = { "firstframe-version": old };
const message = assetErrors.processing_failed;

async function pinnedKey(version: ApiVersion): Promise<string> {
  const json = { name: "pinned", environment: "sandbox", scopes: ["jobs:read"], api_version: version };
  const { body } = await call<ApiKeyWithSecret>("POST", "/v1/api-keys", { token: env.ROOT_SECRET, json });
  return body.secret;
}

/** A video whose only task failed, for good or to be tried again. */
async function failed(retryable: boolean): Promise<Uploaded> {
  const video = await uploaded();
  const task = await leaseTaskOf(video.assetId);
  const failure = { attempt: 1, code: "processing_failed", detail: "no encoder", retryable };
  expect((await task.call("POST", "/fail", { json: failure })).status).toBe(204);
  return video;
}

describe("the version of a request", () => {
  it("is the one that it names, before the key's", async () => {
    const token = await pinnedKey(old);
    const answer = (headers = {}) => call("GET", "/v1/jobs", { token, headers });
    expect((await answer()).headers.get("firstframe-version")).toBe(old);
    const named = await answer({ "firstframe-version": currentApiVersion });
    expect(named.headers.get("firstframe-version")).toBe(currentApiVersion);
  });

  it("is the current one for new keys, and where there is none", async () => {
    const { headers } = await call("GET", "/v1/jobs", { token: await createKey() });
    expect(headers.get("firstframe-version")).toBe(currentApiVersion);
    expect((await call("GET", "/healthz")).headers.get("firstframe-version")).toBe(currentApiVersion);
  });

  it("has to be known, and the refusal names those that are", async () => {
    const headers = { "firstframe-version": "2025-01-01" };
    const { status, body } = await call("GET", "/v1/jobs", { token: await createKey(), headers });
    expect({ status, body }).toMatchObject({ status: 400, body: { code: "unsupported_version" } });
    for (const version of apiVersions)
      expect(body).toMatchObject({ detail: expect.stringContaining(version) });
  });

  it("of a key that is pinned to one no longer served is refused with the way out", async () => {
    const token = await createKey();
    await env.DB.prepare("UPDATE api_keys SET api_version = '2024-01-01'").run();
    const { status, body } = await call("GET", "/v1/jobs", { token });
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { code: "unsupported_version", detail: expect.stringMatching(/pinned.*firstframe-version/) },
    });
    expect((await call("GET", "/v1/jobs", { token, headers: inOld })).status).toBe(200);
  });

  it("is told by refusals too", async () => {
    const path = `/v1/jobs/job_${"0".repeat(26)}`;
    const answer = await call("GET", path, { token: await createKey(), headers: inOld });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("firstframe-version")).toBe(old);
  });
});

describe("a deprecated version", () => {
  it("is told as RFC 9745 and RFC 8594 have it, with where to read on", async () => {
    const token = await createKey();
    const { headers } = await call("GET", "/v1/jobs", { token, headers: inOld });
    expect(headers.get("deprecation")).toBe(`@${Date.UTC(2026, 10, 25) / 1000}`);
    expect(headers.get("sunset")).toBe("Thu, 25 Nov 2027 00:00:00 GMT");
    const changelog = `<https://video.test/docs/versions#${old}>`;
    expect(headers.get("link")).toContain(`${changelog}; rel="deprecation"; type="text/html"`);
    expect(headers.get("link")).toContain(`${changelog}; rel="sunset"; type="text/html"`);
  });

  it("is the only one that is told so", async () => {
    const { headers } = await call("GET", "/v1/jobs", { token: await createKey() });
    expect([headers.get("deprecation"), headers.get("sunset"), headers.get("link")]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("a client one version behind", () => {
  it("sees a failed job and its task as before", async () => {
    const video = await failed(false);
    const now = await readJob(video);
    expect(now).toMatchObject({ error: { code: "processing_failed", message, detail: "no encoder" } });
    const { body: before } = await call<JobWithTasks>("GET", `/v1/jobs/${now.id}`, {
      token: video.key,
      headers: inOld,
    });
    const oldError = { error: { code: "processing_failed", message }, error_detail: "no encoder" };
    const { retry_reason, ...task } = now.tasks[0] ?? {};
    expect(before).toEqual({ ...now, ...oldError, tasks: [{ ...task, ...oldError }] });
    const list = await call<JobList>("GET", "/v1/jobs", { token: video.key, headers: inOld });
    const { tasks, ...job } = now;
    expect(list.body.data).toEqual([{ ...job, ...oldError }]);
  });

  it("sees a task that is tried again as before: a detail without an error", async () => {
    const video = await failed(true);
    const now = await readJob(video);
    expect(now.tasks).toMatchObject([{ state: "queued", error: null, retry_reason: "no encoder" }]);
    const path = `/v1/jobs/${now.id}`;
    const { body } = await call<JobWithTasks>("GET", path, { token: video.key, headers: inOld });
    const { retry_reason, ...task } = now.tasks[0] ?? {};
    expect(body).toEqual({
      ...now,
      error_detail: null,
      tasks: [{ ...task, error_detail: "no encoder" }],
    });
  });

  it("sees events as before, in the log and by webhook", async () => {
    const { key, assetId } = await failed(false);
    const path = `/v1/events?asset_id=${assetId}&types=asset.failed,job.failed,task.failed,task.started`;
    const read = async (headers = {}) =>
      (await call<EventList>("GET", path, { token: key, headers })).body.data;
    const now = await read();
    const error = { code: "processing_failed", message };
    expect(now.map(({ type, data }) => [type, data])).toEqual([
      ["task.started", { state: "running", attempt: 1, worker_id: expect.any(String), error: null }],
      ["task.failed", { state: "failed", error }],
      ["job.failed", { state: "failed", error }],
      ["asset.failed", { status: "failed", error }],
    ]);
    const before = await read(inOld);
    expect(before).toEqual(
      now.map(({ data: { error: told, ...data }, ...event }) => ({
        ...event,
        data: { ...data, error_code: told?.code ?? null },
      })),
    );
    expect(now.map((event) => eventInVersion(event, old))).toEqual(before);
    expect(now.map((event) => eventInVersion(event, currentApiVersion))).toEqual(now);
  });

  it("asks in the words that it knows", async () => {
    const token = await createKey();
    const { body: grant } = await call<UploadGrant>("POST", "/v1/uploads", {
      token,
      json: { token_lifetime_s: 10 },
      headers: inOld,
    });
    const lifeOf = ({ token_expires_at, created_at }: UploadGrant) =>
      Math.round((Date.parse(token_expires_at) - Date.parse(created_at)) / 1000);
    expect(lifeOf(grant)).toBe(10);
    expect(lifeOf(await createUpload(token, { token_expires_in_s: 10 }))).toBe(10);
    const { status, body } = await call("POST", "/v1/uploads", { token, json: { token_lifetime_s: 10 } });
    expect({ status, body }).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });
});

describe("the OpenAPI document", () => {
  interface Document {
    info: { version: string };
    paths: Record<
      string,
      Record<string, { responses: Record<string, { content: Record<string, { schema: JsonSchema }> }> }>
    >;
  }
  const jobOf = ({ paths }: Document) =>
    paths["/v1/jobs/{id}"]?.get?.responses["200"]?.content["application/json"]?.schema.properties ?? {};

  it("is there for each version, by query or by header, with the shapes of that version", async () => {
    const { body: now } = await call<Document>("GET", "/openapi.json");
    expect(now.info.version).toBe(currentApiVersion);
    expect(jobOf(now)).not.toHaveProperty("error_detail");
    const { body: before } = await call<Document>("GET", `/openapi.json?version=${old}`);
    expect(before.info.version).toBe(old);
    expect(jobOf(before)).toMatchObject({ error_detail: { type: ["string", "null"] } });
    expect((await call("GET", "/openapi.json", { headers: inOld })).body).toEqual(before);
    expect((await call("GET", "/openapi.json?version=1")).status).toBe(400);
  });
});

describe("the changelog", () => {
  it("tells every change under its version", async () => {
    const { status, body } = await call<string>("GET", "/docs/versions");
    expect(status).toBe(200);
    for (const version of apiVersions) expect(body).toContain(`id="${version}"`);
    for (const { summary } of allChanges) expect(body).toContain(summary.split("`")[0]);
  });
});

describe("the matrix of compatibility", () => {
  it("is published as a page and as JSON, and shows a client one version behind", async () => {
    const { body: matrix } = await call<{ rows: object[] }>("GET", "/docs/compatibility.json");
    expect(matrix.rows).toContainEqual(
      expect.objectContaining({
        ...{ client: "sdk", version: "0.1.0" },
        cells: expect.arrayContaining([
          {
            ...{ api_version: old, verdict: "works" },
            notes: { answered_in: old, other_shapes: [], refused_options: [] },
          },
        ]),
      }),
    );
    const { status, body } = await call<string>("GET", "/docs/compatibility");
    expect(status).toBe(200);
    expect(body).toContain("@firstframe/sdk 0.1.0");
  });
});

describe("recorded shapes", () => {
  it.each(apiVersions)("of %s are what the API has", (version) => {
    expect(findBreaks(recordedShapes[version], shapesOf(version))).toEqual([]);
    // Additions: «node edge/api/record-shapes.mjs» records them.
    expect(shapesOf(version)).toEqual(recordedShapes[version]);
  });

  it("tell a break from an addition", () => {
    const shape = (response: JsonSchema, body: JsonSchema = {}) => ({ "GET /v1/x": { response, body } });
    const was = shape({ properties: { a: { type: "string", enum: ["x"] } }, required: ["a"] });
    const more = { a: { type: "string", enum: ["x", "y"] }, b: {} };
    expect(findBreaks(was, shape({ properties: more, required: ["a", "b"] }))).toEqual([]);
    expect(findBreaks(was, {})).toHaveLength(1);
    expect(findBreaks(was, shape({ properties: { b: {} }, required: ["b"] }))).toHaveLength(2);
    expect(
      findBreaks(was, shape({ properties: { a: { type: "number", enum: ["x"] } }, required: ["a"] })),
    ).toHaveLength(1);
    expect(findBreaks(was, shape({ properties: more, required: ["a"] }, { required: ["c"] }))).toHaveLength(
      1,
    );
  });
});

describe("changes", () => {
  const names = new Map(allRoutes.map((route) => [`${route.method} ${route.path}`, route]));
  const touched = allChanges.flatMap(({ request, response }) => [
    ...Object.keys({ ...request?.places, ...response?.places }),
  ]);

  it("name routes that there are, and none that clients without a key use: those have no versions", () => {
    expect(touched.filter((name) => !names.has(name))).toEqual([]);
    const keyless = touched.filter((name) => {
      const access = names.get(name)?.access;
      return typeof access === "object" && "token" in access;
    });
    expect(keyless).toEqual([]);
  });

  it("leave no answer in which an old client would meet the newer shape", () => {
    const shown = JSON.stringify(shapesOf(old));
    for (const newer of ["retry_reason", "token_expires_in_s"]) expect(shown).not.toContain(`"${newer}"`);
    expect(JSON.stringify(shapesOf(currentApiVersion))).not.toContain('"error_detail"');
  });
});
