import type { AssetRecord } from "../domain/asset-record.ts";
import type { AssetRecords } from "../domain/ports.ts";
import { readCursor, toPage } from "./page-cursor.ts";

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
const select = `SELECT a.*,
    CASE
      WHEN u.state = 'completed' THEN 1.0
      WHEN u.size_bytes > 0 THEN CAST(u.offset_bytes AS REAL) / u.size_bytes
      ELSE 0.0
    END AS uploaded,
    COALESCE(j.progress, 0.0) AS processed, j.state AS job_state,
    (SELECT stage FROM tasks WHERE job_id = j.id AND state = 'running' ORDER BY position LIMIT 1) AS job_stage
  FROM assets a
  LEFT JOIN uploads u ON u.id = a.upload_id
  LEFT JOIN jobs j ON j.id = (SELECT id FROM jobs WHERE asset_id = a.id AND kind = 'transcode' ORDER BY created_at DESC LIMIT 1)`;

/** Assets in D1. */
export function d1AssetRecords(db: D1Database): AssetRecords {
  const first = async (where: string, value: string) => {
    const row = await db.prepare(`${select} WHERE ${where} = ?`).bind(value).first<Row>();
    return row === null ? null : toRecord(row);
  };
  return {
    find: (id) => first("a.id", id),
    findByPlaybackId: (playbackId) => first("a.playback_id", playbackId),
    async list(environment, { limit, cursor, status }) {
      const { at, id } = readCursor(cursor);
      const { results } = await db
        .prepare(
          `${select} WHERE a.environment = ?1 AND (a.created_at, a.id) < (?2, ?3) AND (?4 IS NULL OR a.state = ?4)
           ORDER BY a.created_at DESC, a.id DESC LIMIT ?5`,
        )
        .bind(environment, at, id, status ?? null, limit + 1)
        .all<Row>();
      return toPage(results, limit, (row) => ({ at: row.created_at, id: row.id }), toRecord);
    },
  };
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
