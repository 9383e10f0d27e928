import { env } from "cloudflare:test";
import type { Asset, Environment, JobList, Problem, UploadList } from "@firstframe/contract";
import { makeId } from "@firstframe/contract/constants";
import { beforeEach, describe, expect, it } from "vitest";
import { unknownSource } from "./domain/asset-record.ts";
import { call, createKey, createUpload, sendFile } from "./testing/client.ts";

let key: string;

interface List<Item> {
  readonly data: Item[];
  readonly next_cursor: string | null;
}

const list = async <Item = Asset>(path: string) => {
  const { status, body } = await call<List<Item>>("GET", path, { token: key });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const titles = async (query: string) =>
  (await list(`/v1/assets?${query}`)).data.map(({ metadata }) => metadata.title);

/** Every item of a list, read page by page. */
async function readAll<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: List<Item> = await list<Item>(`${path}${cursor && `&cursor=${cursor}`}`);
    items.push(...page.data);
    cursor = page.next_cursor;
  }
  return items;
}

/** Each test has the lists to itself. */
beforeEach(async () => {
  const tables = ["asset_metadata", "audit_entries", "tasks", "jobs", "uploads", "assets"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  key = await createKey();
});

describe("GET /v1/assets", () => {
  beforeEach(async () => {
    for (const [title, campaign, owner] of [
      ["one", "spring", "a"],
      ["two", "spring", "b"],
      ["three", "summer", "a"],
      ["four", "spring", "a"],
    ]) {
      await createUpload(key, {
        metadata: { title, campaign, owner, "odd [name]": `${title} & "%_'` },
        correlation_id: `order-${owner}`,
      });
    }
  });

  it("finds by metadata, of which all must match, newest first", async () => {
    expect(await titles("metadata[campaign]=spring")).toEqual(["four", "two", "one"]);
    expect(await titles("metadata[campaign]=spring&metadata[owner]=a")).toEqual(["four", "one"]);
    expect(await titles("metadata%5Bowner%5D=a&metadata[campaign]=spring&metadata[title]=one")).toEqual([
      "one",
    ]);
    expect(await titles(`metadata[odd [name]]=${encodeURIComponent(`two & "%_'`)}`)).toEqual(["two"]);
    expect(await titles("metadata[campaign]=winter")).toEqual([]);
    expect(await titles("metadata[campaign]=spr%25")).toEqual([]);
  });

  it("finds by what metadata is now", async () => {
    const { data } = await list("/v1/assets?metadata[title]=four");
    const json = { metadata: { campaign: "autumn", owner: null } };
    await call("PATCH", `/v1/assets/${data[0]?.id}`, { token: key, json });
    expect(await titles("metadata[campaign]=spring")).toEqual(["two", "one"]);
    expect(await titles("metadata[campaign]=autumn")).toEqual(["four"]);
    expect(await titles("metadata[owner]=a")).toEqual(["three", "one"]);
    await call("DELETE", `/v1/assets/${data[0]?.id}`, { token: key });
    expect(await titles("metadata[campaign]=autumn")).toEqual([]);
  });

  it("filters by time, state, playback id and correlation id, together with the rest", async () => {
    const { data } = await list("/v1/assets");
    const [newest, , , oldest] = data;
    expect(await titles(`playback_id=${newest?.playback_id}`)).toEqual(["four"]);
    expect(await titles("correlation_id=order-a&metadata[campaign]=spring")).toEqual(["four", "one"]);
    expect(await titles(`created_after=${newest?.created_at}`)).toEqual([]);
    expect(await titles(`created_before=${oldest?.created_at}`)).toEqual([]);
    expect(await titles("created_after=2020-01-01T00:00:00Z&status=waiting")).toHaveLength(4);
    expect(await titles("status=ready")).toEqual([]);
    expect(await titles(`metadata[owner]=a&created_before=${newest?.created_at}`)).not.toContain("four");
  });

  it("shows another environment's nothing", async () => {
    key = await createKey("live");
    expect(await titles("metadata[campaign]=spring")).toEqual([]);
  });

  it.each([
    ["metadata=spring", "metadata"],
    ["metadata[]=spring", "metadata[]"],
    ["metadata[a]=1&metadata[a]=2", "metadata[a]"],
    ["limit=1&limit=2", "limit"],
    ["limit[a]=1", "limit"],
    ["campaign=spring", "campaign"],
    ["created_after=yesterday", "created_after"],
    [`metadata[${"x".repeat(41)}]=1`, `metadata.${"x".repeat(41)}`],
    ["__proto__=1", "__proto__"],
    ["metadata[__proto__]=1", "metadata[__proto__]"],
    ["metadata[a]=1&status=lost", "status"],
    [Array.from({ length: 11 }, (_, index) => `metadata[k${index}]=1`).join("&"), "metadata"],
  ])("refuses %s by name", async (query, field) => {
    const { status, body } = await call<Problem>("GET", `/v1/assets?${query}`, { token: key });
    expect([status, body.errors?.map((error) => error.field)]).toEqual([400, [field]]);
  });
});

describe("every list", () => {
  /** Rows that share their time in groups, as many requests at once make them. */
  async function fill(environment: Environment): Promise<void> {
    const random = (seed: number) =>
      Uint8Array.from({ length: 26 }, (_, index) => (seed * 37 + index * 11) % 251);
    const statements = Array.from({ length: 23 }, (_, index) => {
      const [asset, upload, job, entry] = (["asset", "upload", "job", "audit_entry"] as const).map((kind) =>
        makeId(kind, random(index + 1)),
      );
      const at = 1_800_000_000_000 + Math.floor(index / 5);
      const playback = makeId("playback", random(index + 1));
      return [
        env.DB.prepare(
          `INSERT INTO assets (id, environment, state, playback_id, playback_policy, source, metadata, created_at)
           VALUES (?, ?, 'failed', ?, 'public', ?, '{"all":"yes"}', ?)`,
        ).bind(asset, environment, playback, JSON.stringify(unknownSource), at),
        env.DB.prepare(
          `INSERT INTO asset_metadata (environment, key, value, created_at, asset_id) VALUES (?, 'all', 'yes', ?, ?)`,
        ).bind(environment, at, asset),
        env.DB.prepare(
          `INSERT INTO uploads (id, environment, asset_id, state, max_size_bytes, created_at, expires_at)
           VALUES (?, ?, ?, 'failed', 1, ?, ?)`,
        ).bind(upload, environment, asset, at, at),
        env.DB.prepare(
          `INSERT INTO jobs (id, environment, asset_id, kind, state, created_at) VALUES (?, ?, ?, 'transcode', 'failed', ?)`,
        ).bind(job, environment, asset, at),
        env.DB.prepare(
          "INSERT INTO audit_entries (id, environment, actor, action, resource_id, created_at) VALUES (?, ?, 'root', 'x', 'filled', ?)",
        ).bind(entry, environment, at),
      ];
    });
    await env.DB.batch(statements.flat());
  }

  it.each([
    "/v1/assets?limit=4",
    "/v1/assets?limit=7&status=failed",
    "/v1/assets?limit=3&metadata[all]=yes",
    "/v1/uploads?limit=4",
    "/v1/uploads?limit=4&state=failed",
    "/v1/jobs?limit=4&kind=transcode&state=failed",
    "/v1/audit?limit=4&resource_id=filled",
  ])(
    "%s gives every row once, newest first, though many were made at once and more come meanwhile",
    async (path) => {
      await fill("sandbox");
      const once = await readAll<{ id: string; created_at: string }>(path);
      expect(once).toHaveLength(23);
      expect(new Set(once.map(({ id }) => id)).size).toBe(23);
      const sorted = [...once].sort(
        (a, b) => b.created_at.localeCompare(a.created_at) || (a.id < b.id ? 1 : -1),
      );
      expect(once.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
    },
  );
});

describe("GET /v1/uploads and GET /v1/jobs", () => {
  it("filter by state, asset and kind", async () => {
    const [sent, waiting] = [await createUpload(key), await createUpload(key)];
    await sendFile(sent, new TextEncoder().encode("bytes"));
    const uploads = async (query: string) =>
      (await call<UploadList>("GET", `/v1/uploads?${query}`, { token: key })).body.data.map(({ id }) => id);
    expect(await uploads("")).toHaveLength(2);
    expect(await uploads("state=completed")).toEqual([sent.id]);
    expect(await uploads("state=waiting")).toEqual([waiting.id]);
    expect(await uploads(`asset_id=${waiting.asset_id}&state=completed`)).toEqual([]);
    const jobs = async (query: string) =>
      (await call<JobList>("GET", `/v1/jobs?${query}`, { token: key })).body.data.map(
        ({ asset_id, kind }) => `${asset_id} ${kind}`,
      );
    expect(await jobs(`asset_id=${sent.asset_id}&kind=transcode&state=queued`)).toEqual([
      `${sent.asset_id} transcode`,
    ]);
    expect(await jobs("kind=fetch")).toEqual([]);
    const foreign = await call<UploadList>("GET", "/v1/uploads", { token: await createKey("live") });
    expect(foreign.body.data).toEqual([]);
  });
});
