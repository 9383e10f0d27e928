import type { JobRecord } from "../domain/job-record.ts";
import type { JobRecords } from "../domain/ports.ts";
import { readCursor, toPage } from "./page-cursor.ts";

type Row = Omit<JobRecord, "input"> & { readonly input: string | null };

function toRecord(row: Row): JobRecord {
  return { ...row, input: row.input === null ? null : JSON.parse(row.input) };
}

/** Jobs in D1. */
export function d1JobRecords(db: D1Database): JobRecords {
  const all = async (where: string, ...values: (string | number)[]) =>
    (
      await db
        .prepare(`SELECT * FROM jobs WHERE ${where} LIMIT ?`)
        .bind(...values)
        .all<Row>()
    ).results.map(toRecord);
  return {
    async find(id) {
      const row = await db.prepare("SELECT * FROM jobs WHERE id = ?").bind(id).first<Row>();
      return row && toRecord(row);
    },
    async findOpen(assetId, kind) {
      const [job = null] = await all(
        "asset_id = ? AND kind = ? AND state IN ('queued', 'running')",
        assetId,
        kind,
        1,
      );
      return job;
    },
    async list(environment, { limit, cursor, state, asset_id }) {
      const { at, id } = readCursor(cursor);
      const { results } = await db
        .prepare(
          `SELECT * FROM jobs WHERE environment = ?1 AND (created_at, id) < (?2, ?3)
             AND (?4 IS NULL OR state = ?4) AND (?5 IS NULL OR asset_id = ?5)
           ORDER BY created_at DESC, id DESC LIMIT ?6`,
        )
        .bind(environment, at, id, state ?? null, asset_id ?? null, limit + 1)
        .all<Row>();
      return toPage(results, limit, (row) => ({ at: row.created_at, id: row.id }), toRecord);
    },
    async beat(id, { attempt, stage, progress, leaseExpiresAt }) {
      const { meta } = await db
        .prepare(
          `UPDATE jobs SET stage = ?, progress = MAX(progress, ?), lease_expires_at = ?
           WHERE id = ? AND state = 'running' AND attempt = ?`,
        )
        .bind(stage, progress, leaseExpiresAt, id, attempt)
        .run();
      return meta.changes === 1;
    },
    async recordEnqueued(id, now) {
      await db.prepare("UPDATE jobs SET enqueued_at = ? WHERE id = ?").bind(now, id).run();
    },
    findLost: (now, limit) => all("state = 'running' AND lease_expires_at < ?", now, limit),
    findForgotten: (before, limit) => all("state = 'queued' AND enqueued_at < ?", before, limit),
    async queue(environment, now) {
      const [counts, run] = await db.batch<Record<string, number | null>>([
        db
          .prepare(
            `SELECT COALESCE(SUM(state = 'queued'), 0) AS queued, COALESCE(SUM(state = 'running'), 0) AS running,
               MIN(CASE WHEN state = 'queued' THEN created_at END) AS oldest
             FROM jobs WHERE state IN ('queued', 'running') AND kind = 'transcode' AND (?1 IS NULL OR environment = ?1)`,
          )
          .bind(environment),
        db.prepare(
          `SELECT AVG(finished_at - started_at) / 1000.0 AS mean FROM
             (SELECT finished_at, started_at FROM jobs WHERE state = 'succeeded' AND kind = 'transcode' ORDER BY created_at DESC LIMIT 20)`,
        ),
      ]);
      const { queued = 0, running = 0, oldest = null } = counts?.results[0] ?? {};
      return {
        queued: queued ?? 0,
        running: running ?? 0,
        oldest_queued_s: oldest === null ? null : Math.max(0, (now - oldest) / 1000),
        mean_run_s: run?.results[0]?.mean ?? null,
      };
    },
  };
}
