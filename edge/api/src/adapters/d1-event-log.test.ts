import { env } from "cloudflare:test";
import { type Environment, type EventType, eventTypes } from "@firstframe/contract";
import { idRandomBytes, makeId } from "@firstframe/contract/constants";
import { describe, expect, it } from "vitest";
import { d1EventLog } from "./d1-event-log.ts";

/** How the database goes about what a query of the log asks for. */
async function planOf(query: object): Promise<string[]> {
  const asked: string[] = [];
  const db = new Proxy(env.DB, {
    get(target, name) {
      if (name !== "prepare") return Reflect.get(target, name).bind(target);
      return (sql: string) => {
        asked.push(sql);
        return target.prepare(sql);
      };
    },
  });
  await d1EventLog(db).list("sandbox", { after: 5, limit: 10, ...query });
  const [sql = ""] = asked;
  const marks = [...sql].filter((character) => character === "?").map(() => "1");
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...marks)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail).filter((detail) => detail.includes("events"));
}

const anyId = () => makeId("event", crypto.getRandomValues(new Uint8Array(idRandomBytes)));

/** Writes so many events, and gives their sequence numbers. */
async function write(
  type: EventType,
  count: number,
  environment: Environment = "sandbox",
): Promise<number[]> {
  const rows = Array.from({ length: count }, () => `('${anyId()}', '${type}', '${environment}', '{}', 0)`);
  const { results } = await env.DB.prepare(
    `INSERT INTO events (id, type, environment, data, created_at) VALUES ${rows.join()} RETURNING sequence`,
  ).all<{ sequence: number }>();
  return results.map(({ sequence }) => sequence);
}

describe("the event log", () => {
  it("is searched by what is asked for, and never sorted", async () => {
    const byEnvironment = [expect.stringContaining("events_by_environment (environment=? AND sequence>?)")];
    expect(await planOf({})).toEqual(byEnvironment);
    const byType = expect.stringContaining("events_by_type (environment=? AND type=? AND sequence>?)");
    const named = [expect.stringMatching(/^SEARCH events USING INTEGER PRIMARY KEY/), byType];
    expect(await planOf({ types: "asset.ready" })).toEqual(named);
    expect(await planOf({ types: "asset.ready,job.*" })).toEqual(named);
    const byAsset = [expect.stringContaining("events_by_asset (asset_id=? AND sequence>?)")];
    expect(await planOf({ asset_id: "asset_1" })).toEqual(byAsset);
    expect(await planOf({ asset_id: "asset_1", types: "asset.*" })).toEqual(byAsset);
  });

  it("gives the same by types as without them, page by page", async () => {
    const log = d1EventLog(env.DB);
    for (const type of eventTypes) await write(type, 2);
    const { data: all } = await log.list("sandbox", { after: 0, limit: 1000 });
    for (const types of ["asset.*", "job.*,asset.ready,job.failed", "webhook.test", eventTypes.join()]) {
      const read: number[] = [];
      for (let next: string | null = "0"; next !== null; ) {
        const page = await log.list("sandbox", { after: 0, cursor: next, limit: 3, types });
        read.push(...page.data.map(({ sequence }) => sequence));
        next = page.next_cursor;
      }
      const patterns = types.split(",");
      const expected = all.filter(
        ({ type }) => patterns.includes(type) || patterns.includes(`${type.split(".")[0]}.*`),
      );
      expect(read).toEqual(expected.map(({ sequence }) => sequence));
    }
  });

  it("tells how far it was read: to the last on a full page, otherwise to the environment's last", async () => {
    const log = d1EventLog(env.DB);
    const [first = 0, second = 0] = await write("asset.ready", 3);
    const [last = 0] = await write("job.failed", 1);
    await write("asset.ready", 1, "live");
    const upTo = async (query: object) =>
      (await log.list("sandbox", { after: first - 1, limit: 2, ...query })).read_up_to;
    expect(await upTo({})).toBe(second);
    expect(await upTo({ types: "asset.*" })).toBe(second);
    expect(await upTo({ types: "upload.*" })).toBe(last);
    expect(await upTo({ asset_id: "asset_none" })).toBe(last);
    expect(await upTo({ after: last })).toBe(last);
    expect(await upTo({ after: last + 1000 })).toBe(last);
  });

  it("has everything up to there, however many write meanwhile", async () => {
    const log = d1EventLog(env.DB);
    const [start = 0] = await write("asset.ready", 1);
    const list = () => log.list("sandbox", { after: start, limit: 1000, types: "asset.*" });
    const pages: Awaited<ReturnType<typeof list>>[] = [];
    /** Each four times over, one after the other. */
    const several = (act: () => Promise<unknown>) =>
      Array.from({ length: 4 }, async () => {
        for (let turn = 0; turn < 25; turn++) await act();
      });
    await Promise.all([
      ...several(() => write("asset.ready", 1)),
      ...several(async () => void pages.push(await list())),
    ]);
    const { data: all } = await list();
    for (const { data, read_up_to } of pages)
      expect(data).toEqual(all.filter(({ sequence }) => sequence <= read_up_to));
    expect(new Set(pages.map(({ read_up_to }) => read_up_to)).size).toBeGreaterThan(1);
  });
});
