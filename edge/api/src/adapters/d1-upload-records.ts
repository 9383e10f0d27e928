import type { UploadRecords } from "../domain/ports.ts";
import type { UploadRecord } from "../domain/upload-record.ts";
import { createdAt, newestFirst } from "./newest-first.ts";
import { ifAsked } from "./sql-where.ts";

type Row = Omit<UploadRecord, "allowed_types" | "legal_hold"> & {
  readonly allowed_types: string | null;
  readonly legal_hold: number;
};

const select =
  "SELECT u.*, (SELECT a.legal_hold FROM assets a WHERE a.id = u.asset_id) AS legal_hold FROM uploads u";

function toRecord(row: Row): UploadRecord {
  return {
    ...row,
    allowed_types: row.allowed_types === null ? null : JSON.parse(row.allowed_types),
    legal_hold: row.legal_hold === 1,
  };
}

/** Uploads in D1. */
export function d1UploadRecords(db: D1Database): UploadRecords {
  return {
    async find(id) {
      const row = await db.prepare(`${select} WHERE u.id = ?`).bind(id).first<Row>();
      return row && toRecord(row);
    },
    list: (environment, { state, asset_id, ...page }) =>
      newestFirst(db, page, {
        select,
        where: [
          ["environment = ?", environment],
          ifAsked("state = ?", state),
          ifAsked("asset_id = ?", asset_id),
        ],
        cursorOf: createdAt,
        toItem: toRecord,
      }),
    async recordOffset(id, { offsetBytes, expiresAt }) {
      await db
        .prepare(
          `UPDATE uploads SET offset_bytes = MAX(offset_bytes, ?), expires_at = MAX(expires_at, ?)
           WHERE id = ? AND state = 'uploading'`,
        )
        .bind(offsetBytes, expiresAt, id)
        .run();
    },
    async findExpired(now, limit) {
      const { results } = await db
        .prepare(
          `${select} WHERE u.state IN ('waiting', 'uploading') AND u.expires_at < ? AND NOT legal_hold LIMIT ?`,
        )
        .bind(now, limit)
        .all<Row>();
      return results.map(toRecord);
    },
  };
}
