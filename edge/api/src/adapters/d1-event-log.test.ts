import { env } from "cloudflare:test";
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

describe("the event log", () => {
  it("is searched by what is asked for, and never sorted", async () => {
    const byEnvironment = [expect.stringContaining("events_by_environment (environment=? AND sequence>?)")];
    expect(await planOf({})).toEqual(byEnvironment);
    expect(await planOf({ types: "asset.ready,job.*" })).toEqual(byEnvironment);
    const byAsset = [expect.stringContaining("events_by_asset (asset_id=? AND sequence>?)")];
    expect(await planOf({ asset_id: "asset_1" })).toEqual(byAsset);
    expect(await planOf({ asset_id: "asset_1", types: "asset.*" })).toEqual(byAsset);
  });
});
