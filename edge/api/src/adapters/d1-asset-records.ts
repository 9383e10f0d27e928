import type { AssetRecord } from "../domain/asset-record.ts";
import type { AssetRecords } from "../domain/ports.ts";
import { createdAt, newestFirst } from "./newest-first.ts";
import { type Condition, ifAsked } from "./sql-where.ts";

type Row = Omit<
  AssetRecord,
  | "renditions"
  | "files"
  | "early_start"
  | "rendition_order"
  | "source"
  | "metadata"
  | "has_video"
  | "has_audio"
  | "mp4_download"
  | "legal_hold"
> & {
  renditions: string;
  files: string;
  early_start: string | null;
  rendition_order: string;
  source: string;
  metadata: string;
  has_video: number | null;
  has_audio: number | null;
  mp4_download: number;
  legal_hold: number;
};

/** The latest job counts: an asset may be processed again. */
const columns = `a.*,
    CASE
      WHEN u.state = 'completed' THEN 1.0
      WHEN u.size_bytes > 0 THEN CAST(u.offset_bytes AS REAL) / u.size_bytes
      ELSE 0.0
    END AS uploaded,
    COALESCE(j.progress, 0.0) AS processed, j.state AS job_state,
    (SELECT stage FROM tasks WHERE job_id = j.id AND state = 'running' ORDER BY position LIMIT 1) AS job_stage`;
const joined = `LEFT JOIN uploads u ON u.id = a.upload_id
  LEFT JOIN jobs j ON j.id = (SELECT id FROM jobs WHERE asset_id = a.id AND kind = 'transcode' ORDER BY created_at DESC LIMIT 1)`;
const select = `SELECT ${columns} FROM assets a ${joined}`;

/** CROSS JOIN: SQLite keeps the order, and so reads the pair's assets as the index has them. */
const selectByMetadata = `SELECT ${columns} FROM asset_metadata m CROSS JOIN assets a ON a.id = m.asset_id ${joined}`;
const hasMetadata = `EXISTS (SELECT 1 FROM asset_metadata o WHERE o.environment = ? AND o.key = ? AND o.value = ?
    AND o.created_at = m.created_at AND o.asset_id = m.asset_id)`;

/** Assets in D1. */
export function d1AssetRecords(db: D1Database): AssetRecords {
  const first = async (where: string, value: string) => {
    const row = await db.prepare(`${select} WHERE ${where} = ?`).bind(value).first<Row>();
    return row === null ? null : toRecord(row);
  };
  return {
    find: (id) => first("a.id", id),
    findByPlaybackId: (playbackId) => first("a.playback_id", playbackId),
    async list(environment, { limit, cursor, ...filter }) {
      const [first, ...others] = Object.entries(filter.metadata ?? {});
      // Whatever the page is read along has its assets in the order of the list.
      const along = first === undefined ? "a" : "m";
      return newestFirst(
        db,
        { limit, cursor },
        {
          select: first === undefined ? select : selectByMetadata,
          where: [
            [`${along}.environment = ?`, environment],
            first === undefined ? null : ["m.key = ? AND m.value = ?", ...first],
            ifAsked("a.state = ?", filter.status),
            ifAsked(`${along}.created_at > ?`, msOf(filter.created_after)),
            ifAsked(`${along}.created_at < ?`, msOf(filter.created_before)),
            ifAsked("a.playback_id = ?", filter.playback_id),
            ifAsked("a.correlation_id = ?", filter.correlation_id),
            ...others.map(([name, value]): Condition => [hasMetadata, environment, name, value]),
          ],
          by: [`${along}.created_at`, first === undefined ? "a.id" : "m.asset_id"],
          cursorOf: createdAt,
          toItem: toRecord,
        },
      );
    },
    async findToDelete(now, limit) {
      const { results } = await db
        .prepare(
          `${select} WHERE a.delete_after IS NOT NULL AND a.legal_hold = 0 AND a.delete_after <= ?
           ORDER BY a.delete_after LIMIT ?`,
        )
        .bind(now, limit)
        .all<Row>();
      return results.map(toRecord);
    },
  };
}

function msOf(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time);
}

function toRecord(row: Row): AssetRecord {
  return {
    ...row,
    renditions: JSON.parse(row.renditions),
    files: JSON.parse(row.files),
    early_start: row.early_start === null ? null : JSON.parse(row.early_start),
    rendition_order: JSON.parse(row.rendition_order),
    source: JSON.parse(row.source),
    metadata: JSON.parse(row.metadata),
    has_video: row.has_video === null ? null : row.has_video === 1,
    has_audio: row.has_audio === null ? null : row.has_audio === 1,
    mp4_download: row.mp4_download === 1,
    legal_hold: row.legal_hold === 1,
  };
}
