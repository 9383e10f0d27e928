import type { Contradiction } from "../domain/contradiction.ts";
import type { Contradictions } from "../domain/ports.ts";

const open = "IN ('queued', 'running')";
/** As the partial index has it. */
const unfinished = "a.state IN ('waiting', 'uploading', 'processing', 'playable')";
const job = "j.id, j.environment, j.asset_id, j.correlation_id";
const upload = "u.id, u.environment, u.asset_id, u.correlation_id";
const asset = "a.id, a.environment, a.id AS asset_id, a.correlation_id";
const jobsOf = (kind: string, also = "") =>
  `EXISTS (SELECT 1 FROM jobs j WHERE j.asset_id = a.id AND j.kind = '${kind}' ${also})`;

/** One query a kind: each begins at the few records that are not over. */
const queries: Record<Contradiction["kind"], string> = {
  tasks_of_ended_job: `SELECT DISTINCT ${job} FROM tasks t JOIN jobs j ON j.id = t.job_id
    WHERE t.state ${open} AND j.state NOT ${open}`,
  // A job whose tasks have all succeeded is concluded, not given up.
  job_without_work: `SELECT ${job} FROM jobs j WHERE j.state ${open}
    AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.job_id = j.id AND t.state ${open})
    AND (j.state = 'queued' OR NOT EXISTS (SELECT 1 FROM tasks t WHERE t.job_id = j.id)
      OR EXISTS (SELECT 1 FROM tasks t WHERE t.job_id = j.id AND t.state <> 'succeeded'))`,
  jobs_of_ended_asset: `SELECT ${job} FROM jobs j JOIN assets a ON a.id = j.asset_id
    WHERE j.state ${open} AND a.state IN ('failed', 'canceled')`,
  jobs_of_ready_asset: `SELECT ${job} FROM jobs j JOIN assets a ON a.id = j.asset_id
    WHERE j.state ${open} AND a.state = 'ready'`,
  upload_of_ended_asset: `SELECT ${upload} FROM uploads u JOIN assets a ON a.id = u.asset_id
    WHERE u.state IN ('waiting', 'uploading') AND a.state IN ('ready', 'failed', 'canceled')`,
  asset_of_ended_upload: `SELECT ${asset} FROM assets a JOIN uploads u ON u.id = a.upload_id
    WHERE ${unfinished} AND u.state IN ('failed', 'canceled', 'expired')`,
  asset_of_ended_fetch: `SELECT ${asset} FROM assets a JOIN uploads u ON u.id = a.upload_id
    WHERE ${unfinished} AND u.state IN ('waiting', 'uploading')
      AND ${jobsOf("fetch")} AND NOT ${jobsOf("fetch", `AND j.state ${open}`)}`,
  asset_of_ended_job: `SELECT ${asset} FROM assets a
    WHERE ${unfinished} AND ${jobsOf("transcode")} AND NOT ${jobsOf("transcode", `AND j.state ${open}`)}`,
  asset_without_job: `SELECT ${asset} FROM assets a JOIN uploads u ON u.id = a.upload_id
    WHERE ${unfinished} AND u.state = 'completed'
      AND (NOT ${jobsOf("transcode")}
        OR a.state IN ('waiting', 'uploading') AND ${jobsOf("transcode", `AND j.state ${open}`)})`,
};

/** Contradictions in D1. One batch is one transaction: what is looked at is of one moment. */
export function d1Contradictions(db: D1Database): Contradictions {
  const kinds = Object.keys(queries) as Contradiction["kind"][];
  return {
    async find(limit) {
      const results = await db.batch<Contradiction["of"]>(
        kinds.map((kind) => db.prepare(`${queries[kind]} LIMIT ?`).bind(limit)),
      );
      return kinds.flatMap((kind, index) => (results[index]?.results ?? []).map((of) => ({ kind, of })));
    },
  };
}
