import type { Problem, Upload } from "@firstframe/contract";
import { beforeAll, describe, expect, it } from "vitest";
import { call, createKey, createUpload } from "./testing/client.ts";

let token: string;

beforeAll(async () => {
  token = await createKey();
});

const post = (body: BodyInit, type: string, path = "/v1/uploads") =>
  call<Problem>("POST", path, { token, body, headers: { "content-type": type } });
const fieldsOf = ({ body }: { body: Problem }) => body.errors?.map(({ field }) => field);

describe("a method that a path does not have", () => {
  it.each([
    ["DELETE", "/v1/uploads", "GET, POST, HEAD, OPTIONS"],
    ["PUT", "/v1/assets/ast_00000000000000000000000000", "GET, PATCH, DELETE, HEAD, OPTIONS"],
    ["GET", "/v1/beacons", "POST, OPTIONS"],
    ["POST", "/healthz", "GET, HEAD, OPTIONS"],
    ["PATCH", "/openapi.json", "GET, HEAD, OPTIONS"],
    ["POST", "/docs/errors", "GET, HEAD, OPTIONS"],
    ["DELETE", "/play/pbk_00000000000000000000000000/master.m3u8", "GET, HEAD, OPTIONS"],
    ["PUT", "/dashboard/session", "GET, POST, DELETE, HEAD, OPTIONS"],
  ])("%s %s is refused with those that it has", async (method, path, allow) => {
    const { status, headers, body } = await call<Problem>(method, path, { token });
    expect([status, body.code, headers.get("allow")?.split(", ").sort()]).toEqual([
      405,
      "method_not_allowed",
      allow.split(", ").sort(),
    ]);
    expect(body.detail).toContain(method);
  });

  it("is told by OPTIONS beforehand", async () => {
    const { status, headers } = await call("OPTIONS", "/v1/assets");
    expect([status, headers.get("allow")?.split(", ").sort()]).toEqual([
      204,
      ["GET", "HEAD", "OPTIONS", "POST"],
    ]);
  });

  it("is not HEAD, which is answered as GET without the body", async () => {
    const head = await call("HEAD", "/v1/assets", { token });
    expect([head.status, head.body]).toEqual([200, ""]);
    expect((await call("HEAD", "/v1/assets")).status).toBe(401);
    expect((await call("HEAD", "/v1/beacons")).status).toBe(405);
  });
});

describe("an address", () => {
  it.each([
    ["/v1/nothing", 404, "not_found"],
    ["/nothing/at/all", 404, "not_found"],
    ["/docs/nothing.html", 404, "not_found"],
    ["/v1/assets/%E0%A4%A", 400, "invalid_request"],
    ["/v1/assets/%FF", 400, "invalid_request"],
    ["/v1/assets/%00", 400, "invalid_request"],
    ["/v1/assets?correlation_id=%zz", 400, "invalid_request"],
    [`/v1/assets?correlation_id=${"x".repeat(9000)}`, 414, "uri_too_long"],
    [`/v1/assets?${"limit=1&".repeat(60)}`, 400, "invalid_request"],
    ["/play/pbk_00000000000000000000000000/%", 400, "invalid_request"],
  ])("%s is refused as a problem", async (path, status, code) => {
    const { body, ...answer } = await call<Problem>("GET", path, { token });
    expect([answer.status, body.code]).toEqual([status, code]);
    expect(body.request_id).toBe(answer.headers.get("x-request-id"));
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

describe("a body", () => {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

  it.each([
    ["{", "application/json", 400],
    ["", "application/json", 201],
    ['{"playback_policy":"signed"}', "application/json; charset=utf-8", 201],
    ['{"playback_policy":"signed"}', "application/merge-patch+json", 201],
    ['{"playback_policy":"signed"}', "application/x-www-form-urlencoded", 201],
    ['{"playback_policy":"signed"}', "text/plain", 201],
    ["playback_policy=signed", "application/x-www-form-urlencoded", 415],
    ["<upload/>", "application/xml", 415],
    ['{"playback_policy":"signed"}', "application/xml", 415],
    ["hello", "text/plain", 415],
    [`{"metadata":${deep(200)}}`, "application/json", 400],
    [deep(30_000), "application/json", 400],
    ['{"correlation_id":"\\ud800"}', "application/json", 400],
    ['{"metadata":{"\\udfff":"x"}}', "application/json", 400],
    ['{"metadata":{"\\ud83d\\ude00":"x"}}', "application/json", 201],
    [`{"metadata":{"a":"${"x".repeat(70_000)}"}}`, "application/json", 413],
  ])("%.40s as %s gives %i", async (body, type, status) => {
    expect((await post(body, type)).status).toBe(status);
  });

  it("that is not UTF-8 is refused as that", async () => {
    const { status, body } = await post(new Uint8Array([0x22, 0xff, 0x22]), "application/json");
    expect([status, body.errors]).toEqual([400, [{ field: "body", message: "is not valid UTF-8" }]]);
  });

  it.each([
    ["/v1/assets", { input: { url: 5 } }, ["input.url"]],
    ["/v1/assets", { input: { url: "https://x.example", more: 1 } }, ["input.more"]],
    [
      "/v1/assets",
      { input: { asset_id: "ast_1", start_s: -1, end: 2 } },
      ["input.asset_id", "input.start_s", "input.end"],
    ],
    ["/v1/assets", { input: "https://x.example" }, ["input"]],
    ["/v1/assets", {}, ["input"]],
    [
      "/v1/uploads",
      { allowed_types: ["video/*", "nonsense"], nested: { a: 1 } },
      ["allowed_types.1", "nested"],
    ],
    ["/v1/signing-keys", { kid: "x" }, ["kid"]],
    ["/v1/uploads", [], ["body"]],
  ])("to %s of %j is refused by full paths", async (path, json, fields) => {
    const answer = await call<Problem>("POST", path, { token, json });
    expect([answer.status, fieldsOf(answer)?.sort()]).toEqual([400, fields.sort()]);
  });

  it("with many faults is refused with some of them", async () => {
    const json = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, index]));
    const { body } = await call<Problem>("POST", "/v1/uploads", { token, json });
    expect(body.errors).toHaveLength(20);
    expect(body.detail.length).toBeLessThan(600);
  });
});

describe("what a route does not declare", () => {
  const asset = "/v1/assets/ast_00000000000000000000000000";
  const upload = "/v1/uploads/upl_00000000000000000000000000";
  const job = "/v1/jobs/job_00000000000000000000000000";

  it.each([
    ["GET", `${asset}?nonsense=1`, undefined, ["nonsense"]],
    ["GET", "/v1/status?a=1&b[c]=2", undefined, ["a", "b"]],
    ["GET", "/healthz?nonsense=1", undefined, ["nonsense"]],
    ["POST", "/v1/uploads?playback_policy=signed", undefined, ["playback_policy"]],
    ["POST", `${upload}/cancel`, { surprise: 1 }, ["surprise"]],
    ["POST", `${job}/retry`, [], ["body"]],
    ["DELETE", asset, { force: true }, ["force"]],
  ])("is refused: %s %s with %j", async (method, path, json, fields) => {
    const answer = await call<Problem>(method, path, { token, ...(json === undefined ? {} : { json }) });
    expect([answer.status, answer.body.code, fieldsOf(answer)]).toEqual([400, "invalid_request", fields]);
  });

  it("is refused before anything happens, whatever the request is called", async () => {
    const grant = await createUpload(token);
    const cancel = (json: object, name: string) =>
      call<Problem & Upload>("POST", `/v1/uploads/${grant.id}/cancel`, {
        ...{ token, json },
        headers: { "idempotency-key": name },
      });
    const [refused, done] = [crypto.randomUUID(), crypto.randomUUID()];
    expect((await cancel({ surprise: 1 }, refused)).status).toBe(400);
    const { body } = await call<Upload>("GET", `/v1/uploads/${grant.id}`, { token });
    expect(body.state).toBe("waiting");
    expect(await cancel({}, done)).toMatchObject({ status: 200, body: { state: "canceled" } });
    expect((await cancel({ other: 2 }, done)).status).toBe(400);
  });

  it.each([
    ["without a body", undefined, {}],
    ["with an empty one of any type", "", { "content-type": "application/octet-stream" }],
    ["with an empty object", "{}", { "content-type": "application/json" }],
  ])("is not there %s", async (_what, body, headers) => {
    const grant = await createUpload(token);
    const options = { token, headers, ...(body === undefined ? {} : { body }) };
    expect((await call("POST", `/v1/uploads/${grant.id}/cancel`, options)).status).toBe(200);
  });
});

describe("a caller without a key", () => {
  it("is told how one is sent (RFC 6750)", async () => {
    const { status, headers } = await call("GET", "/v1/assets");
    expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  });
});
