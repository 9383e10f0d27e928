import type { Asset, Problem } from "@firstframe/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { call, createKey } from "./testing/client.ts";
import { readAsset, readEvents, type Uploaded, uploaded } from "./testing/read-back.ts";

let video: Uploaded;

const change = <Body = Asset>(json: object) =>
  call<Body>("PATCH", `/v1/assets/${video.assetId}`, { token: video.key, json });
const updates = async () =>
  (await readEvents(video)).filter(({ type }) => type === "asset.updated").map(({ data }) => data);
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

beforeEach(async () => {
  video = await uploaded({ metadata: { title: "Spring", campaign: "spring" } });
});

describe("PATCH /v1/assets/:id", () => {
  it("merges: sets by key, removes by null, leaves the rest, and tells what changed", async () => {
    const { status, body } = await change({ metadata: { title: "Summer", campaign: null, owner: "u7" } });
    expect(status).toBe(200);
    expect(body.metadata).toEqual({ title: "Summer", owner: "u7" });
    expect((await change({ metadata: { title: "Summer" }, legal_hold: true })).body.legal_hold).toBe(true);
    expect(await readAsset(video)).toEqual((await change({})).body);
    expect(await updates()).toEqual([
      { metadata: { title: "Summer", campaign: null, owner: "u7" } },
      { legal_hold: true },
    ]);
  });

  it("keeps every one of many patches that come at once", async () => {
    const keys = Array.from({ length: 12 }, (_, index) => `k${index}`);
    const answers = await Promise.all(keys.map((key) => change({ metadata: { [key]: "here" } })));
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 200));
    const { metadata } = await readAsset(video);
    expect(Object.keys(metadata).sort()).toEqual(["campaign", "title", ...keys].sort());
    expect(await updates()).toHaveLength(keys.length);
  });

  it("holds the bound of 20 keys after the merge, however many patches it takes", async () => {
    const full = Object.fromEntries(Array.from({ length: 18 }, (_, index) => [`k${index}`, "x"]));
    expect((await change({ metadata: full })).status).toBe(200);
    const beyond = await change<Problem>({ metadata: { one: "too many" } });
    expect(beyond).toMatchObject({ status: 400, body: { errors: [{ field: "metadata" }] } });
    expect((await change({ metadata: { one: "in place of another", k0: null } })).status).toBe(200);
    const both = await Promise.all([
      change({ metadata: { k1: null, a: "1" } }),
      change({ metadata: { b: "2" } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(Object.keys((await readAsset(video)).metadata)).toHaveLength(20);
  });

  it("takes names that objects have of themselves for what they are", async () => {
    const names = '{"metadata":{"constructor":"a","toString":"b","2":"c"}}';
    expect((await change(JSON.parse(names))).body.metadata).toMatchObject({ constructor: "a", "2": "c" });
    expect((await change({ metadata: { valueOf: null } })).status).toBe(200);
    const silent = await change<Problem>(JSON.parse('{"metadata":{"__proto__":"dropped"}}'));
    expect(silent).toMatchObject({ status: 400, body: { detail: expect.stringContaining("__proto__") } });
    expect(await updates()).toHaveLength(1);
  });

  it("opens and closes the way to the video for new requests", async () => {
    const { playback_id } = await readAsset(video);
    const open = () => call<Problem>("GET", `/play/${playback_id}/master.m3u8`);
    expect((await open()).body.code).toBe("not_ready");
    await change({ playback_policy: "signed" });
    expect(await open()).toMatchObject({ status: 403, body: { code: "not_entitled" } });
    await change({ playback_policy: "public" });
    expect((await open()).body.code).toBe("not_ready");
    expect(await updates()).toEqual([{ playback_policy: "signed" }, { playback_policy: "public" }]);
  });

  it("takes a time of deletion in the future alone, and null for none", async () => {
    const past = { delete_after: "2020-01-01T00:00:00Z" };
    expect(await change<Problem>(past)).toMatchObject({
      status: 400,
      body: { code: "invalid_request", errors: [{ field: "delete_after", message: "is not in the future" }] },
    });
    const made = await call<Problem>("POST", "/v1/uploads", { token: video.key, json: past });
    expect(made).toMatchObject({ status: 400, body: { errors: [{ field: "delete_after" }] } });
    const time = inAnHour();
    expect((await change({ delete_after: time })).body.delete_after).toBe(time);
    expect((await change({ delete_after: time })).status).toBe(200);
    expect((await change({ delete_after: null })).body.delete_after).toBeNull();
    expect(await updates()).toEqual([{ delete_after: time }, { delete_after: null }]);
  });

  it.each([
    [{ metadata: { title: 7 } }, "metadata.title"],
    [{ metadata: { ["x".repeat(41)]: "long" } }, `metadata.${"x".repeat(41)}`],
    [{ legal_hold: "yes" }, "legal_hold"],
    [{ status: "ready" }, "status"],
    [{ metadata: { firstframe_outcome: "nonsense" } }, "metadata.firstframe_outcome"],
  ])("refuses %j by name", async (json, field) => {
    const { status, body } = await change<Problem>(json);
    expect([status, body.errors?.map((error) => error.field)]).toEqual([400, [field]]);
    expect(await updates()).toEqual([]);
  });

  it("is for keys that may write assets, of the same environment", async () => {
    const path = `/v1/assets/${video.assetId}`;
    const reader = await createKey("sandbox", ["assets:read"]);
    expect((await call("PATCH", path, { token: reader, json: {} })).status).toBe(403);
    expect((await call("PATCH", path, { token: await createKey("live"), json: {} })).status).toBe(404);
  });
});
