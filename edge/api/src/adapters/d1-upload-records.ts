import type { UploadRecords } from "../domain/ports.ts";
import type { UploadRecord } from "../domain/upload-record.ts";
import { readCursor, toPage } from "./page-cursor.ts";
import { ifAsked, sqlWhere } from "./sql-where.ts";

type Row = Omit<UploadRecord, "allowed_types"> & { readonly allowed_types: string | null };

function toRecord(row: Row): UploadRecord {
  return { ...row, allowed_types: row.allowed_types === null ? null : JSON.parse(row.allowed_types) };
}

/** Uploads in D1. */
export function d1UploadRecords(db: D1Database): UploadRecords {
  return {
    async find(id) {
      const row = await db.prepare("SELECT * FROM uploads WHERE id = ?").bind(id).first<Row>();
      return row && toRecord(row);
    },
    async list(environment, { limit, cursor, state, asset_id }) {
      const { at, id } = readCursor(cursor);
      const { sql, values } = sqlWhere([
        ["environment = ?", environment],
        ["(created_at, id) < (?, ?)", at, id],
        ifAsked("state = ?", state),
        ifAsked("asset_id = ?", asset_id),
      ]);
      const { results } = await db
        .prepare(`SELECT * FROM uploads WHERE ${sql} ORDER BY created_at DESC, id DESC LIMIT ?`)
        .bind(...values, limit + 1)
        .all<Row>();
      return toPage(results, limit, (row) => ({ at: row.created_at, id: row.id }), toRecord);
    },
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
        .prepare("SELECT * FROM uploads WHERE state IN ('waiting', 'uploading') AND expires_at < ? LIMIT ?")
        .bind(now, limit)
        .all<Row>();
      return results.map(toRecord);
    },
  };
}
