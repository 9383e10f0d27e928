import type { JobRecord } from "../domain/job-record.ts";
import type { JobRecords } from "../domain/ports.ts";
import { type TaskWithOutputRow, taskWithOutputOf } from "./d1-task-records.ts";
import { createdAt, newestFirst } from "./newest-first.ts";
import { ifAsked } from "./sql-where.ts";

type Row = Omit<JobRecord, "plan" | "task_counts"> & {
  readonly plan: string | null;
  readonly task_counts: string;
};

const counted = ["queued", "running", "succeeded", "failed", "canceled"]
  .map((state) => `'${state}', COALESCE(SUM(state = '${state}'), 0)`)
  .join(", ");
const select = `SELECT jobs.*,
    (SELECT json_object(${counted}) FROM tasks WHERE job_id = jobs.id) AS task_counts
  FROM jobs`;

function toRecord(row: Row): JobRecord {
  return {
    ...row,
    plan: row.plan === null ? null : JSON.parse(row.plan),
    task_counts: JSON.parse(row.task_counts),
  };
}

/** Jobs in D1. */
export function d1JobRecords(db: D1Database): JobRecords {
  return {
    async find(id) {
      const row = await db.prepare(`${select} WHERE id = ?`).bind(id).first<Row>();
      return row && toRecord(row);
    },
    async findOpen(assetId, kind) {
      const row = await db
        .prepare(`${select} WHERE asset_id = ? AND kind = ? AND state IN ('queued', 'running')`)
        .bind(assetId, kind)
        .first<Row>();
      return row && toRecord(row);
    },
    async findLatest(assetId, kind) {
      const row = await db
        .prepare(`${select} WHERE asset_id = ? AND kind = ? ORDER BY created_at DESC, id DESC LIMIT 1`)
        .bind(assetId, kind)
        .first<Row>();
      return row && toRecord(row);
    },
    async snapshot(id) {
      // One batch is one transaction: job and tasks are of the same moment.
      const [jobs, tasks] = await db.batch([
        db.prepare(`${select} WHERE id = ?`).bind(id),
        db.prepare("SELECT * FROM tasks WHERE job_id = ? ORDER BY position").bind(id),
      ]);
      const [row] = (jobs?.results ?? []) as Row[];
      const rows = (tasks?.results ?? []) as TaskWithOutputRow[];
      return row === undefined ? null : { job: toRecord(row), tasks: rows.map(taskWithOutputOf) };
    },
    list: (environment, { state, asset_id, kind, ...page }) =>
      newestFirst(db, page, {
        select,
        where: [
          ["environment = ?", environment],
          ifAsked("state = ?", state),
          ifAsked("asset_id = ?", asset_id),
          ifAsked("kind = ?", kind),
        ],
        cursorOf: createdAt,
        toItem: toRecord,
      }),
    async findUnconcluded(limit) {
      const { results } = await db
        .prepare(
          `${select} WHERE state = 'running'
             AND NOT EXISTS (SELECT 1 FROM tasks WHERE job_id = jobs.id AND state IN ('queued', 'running')) LIMIT ?`,
        )
        .bind(limit)
        .all<Row>();
      return results.map(toRecord);
    },
  };
}
