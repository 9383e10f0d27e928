import type { AuditEntry } from "@firstframe/contract";
import { formatTime } from "../domain/format-time.ts";
import type { AuditLog } from "../domain/ports.ts";
import { readCursor, toPage } from "./page-cursor.ts";
import { ifAsked, sqlWhere } from "./sql-where.ts";

type Row = Omit<AuditEntry, "created_at"> & { readonly created_at: number };

/** The audit log in D1, newest first. */
export function d1AuditLog(db: D1Database): AuditLog {
  return {
    async list(environment, { limit, cursor, key_id, resource_id }) {
      const { at, id } = readCursor(cursor);
      const { sql, values } = sqlWhere([
        ["environment = ?", environment],
        ["(created_at, id) < (?, ?)", at, id],
        ifAsked("key_id = ?", key_id),
        ifAsked("resource_id = ?", resource_id),
      ]);
      const { results } = await db
        .prepare(`SELECT * FROM audit_entries WHERE ${sql} ORDER BY created_at DESC, id DESC LIMIT ?`)
        .bind(...values, limit + 1)
        .all<Row>();
      const cursorOf = (row: Row) => ({ at: row.created_at, id: row.id });
      return toPage(results, limit, cursorOf, (row) => ({ ...row, created_at: formatTime(row.created_at) }));
    },
  };
}
