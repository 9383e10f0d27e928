import type { TaskRecords } from "../domain/ports.ts";
import type { TaskRecord, TaskWithOutput } from "../domain/task-record.ts";
import { recordJobProgress } from "./job-share.ts";

type Row = Omit<TaskRecord, "range" | "renditions" | "input"> & {
  readonly range: string | null;
  readonly renditions: string;
  readonly input: string | null;
};
export type TaskWithOutputRow = Row & { readonly output: string | null; readonly record: string | null };

/** Without `output` and `record`, which are large and seldom wanted. */
const columns = `id, environment, job_id, asset_id, position, kind, state, stage, progress, weight, attempt, max_attempts,
  worker_id, range, renditions, input, error_code, error_detail, correlation_id, created_at, enqueued_at, started_at,
  finished_at, lease_expires_at`;
/** Tasks of fetches wait for other people's servers, not for room. */
const counts = "kind <> 'fetch'";

function toRecord(row: Row): TaskRecord {
  return {
    ...row,
    range: row.range === null ? null : JSON.parse(row.range),
    renditions: JSON.parse(row.renditions),
    input: row.input === null ? null : JSON.parse(row.input),
  };
}

/** A whole row as the domain sees it. */
export function taskWithOutputOf(row: TaskWithOutputRow): TaskWithOutput {
  return {
    ...toRecord(row),
    output: row.output === null ? null : JSON.parse(row.output),
    record: row.record === null ? null : JSON.parse(row.record),
  };
}

/** Tasks in D1. */
export function d1TaskRecords(db: D1Database): TaskRecords {
  const all = async (where: string, ...values: (string | number)[]) => {
    const { results } = await db
      .prepare(`SELECT ${columns} FROM tasks WHERE ${where}`)
      .bind(...values)
      .all<Row>();
    return results.map(toRecord);
  };
  return {
    async find(id) {
      const [task = null] = await all("id = ?", id);
      return task;
    },
    listOfJob: (jobId) => all("job_id = ? ORDER BY position", jobId),
    async beat(id, { attempt, stage, progress, leaseExpiresAt }) {
      const [updated] = await db.batch([
        db
          .prepare(
            `UPDATE tasks SET stage = ?, progress = MAX(progress, ?), lease_expires_at = ?
             WHERE id = ? AND state = 'running' AND attempt = ?`,
          )
          .bind(stage, progress, leaseExpiresAt, id, attempt),
        ...[recordJobProgress("(SELECT job_id FROM tasks WHERE id = ?)", id)].map(([sql, value]) =>
          db.prepare(sql).bind(value),
        ),
      ]);
      return updated?.meta.changes === 1;
    },
    async recordEnqueued(id, now) {
      await db.prepare("UPDATE tasks SET enqueued_at = ? WHERE id = ?").bind(now, id).run();
    },
    findLost: (now, limit) => all("state = 'running' AND lease_expires_at < ? LIMIT ?", now, limit),
    findForgotten: (before, limit) => all("state = 'queued' AND enqueued_at < ? LIMIT ?", before, limit),
    async findNext(jobId, othersBefore) {
      const [task = null] = await all(
        `job_id = ?1 AND state = 'queued' AND kind IN ('encode', 'extras') AND NOT EXISTS
           (SELECT 1 FROM tasks o WHERE o.state = 'queued' AND o.created_at < ?2 AND o.job_id <> ?1)
         ORDER BY position LIMIT 1`,
        jobId,
        othersBefore,
      );
      return task;
    },
    async queue(now) {
      const [queue, pace] = await db.batch<Record<string, number | null>>([
        db.prepare(
          `SELECT COALESCE(SUM(state = 'queued'), 0) AS queued, COALESCE(SUM(state = 'running'), 0) AS running,
             MIN(CASE WHEN state = 'queued' THEN created_at END) AS oldest,
             COALESCE(SUM(CASE WHEN state = 'queued' THEN weight END), 0) AS weight
           FROM tasks WHERE state IN ('queued', 'running') AND ${counts}`,
        ),
        db.prepare(
          `SELECT SUM(finished_at - started_at) / 1000.0 / SUM(weight) AS mean FROM
             (SELECT finished_at, started_at, weight FROM tasks WHERE state = 'succeeded' AND ${counts}
              ORDER BY created_at DESC LIMIT 50)`,
        ),
      ]);
      const { queued, running, oldest = null, weight } = queue?.results[0] ?? {};
      return {
        queued: queued ?? 0,
        running: running ?? 0,
        oldest_queued_s: oldest === null ? null : Math.max(0, (now - oldest) / 1000),
        queued_weight: weight ?? 0,
        seconds_per_weight: pace?.results[0]?.mean ?? null,
      };
    },
  };
}
