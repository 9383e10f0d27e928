import { env } from "cloudflare:test";
import { createUpload } from "@firstframe/contract";
import { describe, expect, it } from "vitest";
import { compose } from "../compose.ts";
import type { Change } from "../domain/change.ts";
import { newUpload } from "../domain/new-upload.ts";
import { StaleStateError } from "../domain/stale-state-error.ts";
import { d1ChangeLog } from "./d1-change-log.ts";

const services = compose(env);

/** A change log, and how many statements each of its transactions has. */
function counted() {
  const batches: number[] = [];
  const db = new Proxy(env.DB, {
    get(target, name) {
      if (name !== "batch") return Reflect.get(target, name).bind(target);
      return (statements: D1PreparedStatement[]) => {
        batches.push(statements.length);
        return target.batch(statements);
      };
    },
  });
  return { batches, log: d1ChangeLog(db, services) };
}

const purge = (prefix: string): Change => ({ kind: "purge", prefix, dueAt: 0 });
const stale: Change = { kind: "keep", prefix: "there is none" };

async function prefixes(like: string): Promise<string[]> {
  const { results } = await env.DB.prepare("SELECT prefix FROM purges WHERE prefix LIKE ? ORDER BY prefix")
    .bind(`${like}%`)
    .all<{ prefix: string }>();
  return results.map(({ prefix }) => prefix);
}

describe("changes that are committed at the same time", () => {
  it("share transactions: one for the first, one for all who came meanwhile", async () => {
    const [{ log, batches }, name] = [counted(), crypto.randomUUID()];
    const all = Array.from({ length: 9 }, (_, i) => `${name}/${i}`);
    await Promise.all(all.map((prefix) => log.commit([purge(prefix)])));
    expect(await prefixes(name)).toEqual(all);
    expect(batches).toEqual([1, 8]);
  });

  it("do not fail with another that is stale", async () => {
    const [{ log, batches }, name] = [counted(), crypto.randomUUID()];
    const outcomes = await Promise.allSettled([
      log.commit([purge(`${name}/0`)]),
      log.commit([purge(`${name}/1`)]),
      log.commit([purge(`${name}/never`), stale]),
      log.commit([purge(`${name}/2`)]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(outcomes[2]).toMatchObject({ reason: expect.any(StaleStateError) });
    expect(await prefixes(name)).toEqual([`${name}/0`, `${name}/1`, `${name}/2`]);
    expect(batches).toEqual([1, 5, 1, 3, 1]);
  });

  it("do not fail with another that the database is never asked for", async () => {
    const [{ log }, name] = [counted(), crypto.randomUUID()];
    const noValue = { kind: "purge", prefix: `${name}/never`, dueAt: {} } as unknown as Change;
    const outcomes = await Promise.allSettled([
      log.commit([purge(`${name}/0`)]),
      log.commit([purge(`${name}/1`)]),
      log.commit([noValue]),
      log.commit([purge(`${name}/2`)]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(await prefixes(name)).toEqual([`${name}/0`, `${name}/1`, `${name}/2`]);
  });

  it("insert the rows of many uploads by few statements, and every event in order", async () => {
    const { log, batches } = counted();
    const correlation = crypto.randomUUID();
    const made = Array.from({ length: 8 }, () =>
      newUpload(
        services,
        { ...createUpload.parse({ correlation_id: correlation }), environment: "sandbox" },
        {},
      ),
    );
    await Promise.all(made.map(({ changes }) => log.commit(changes)));
    const { results } = await env.DB.prepare(
      "SELECT asset_id, type FROM events WHERE correlation_id = ? ORDER BY sequence",
    )
      .bind(correlation)
      .all();
    expect(results).toEqual(
      made.flatMap(({ asset }) => [
        { asset_id: asset.id, type: "asset.created" },
        { asset_id: asset.id, type: "upload.created" },
      ]),
    );
    expect(batches).toHaveLength(2);
    expect(batches[1]).toBeLessThan(10);
  });
});
