import type { AuditEntry } from "@firstframe/contract";
import { formatTime } from "../domain/format-time.ts";
import type { AuditLog } from "../domain/ports.ts";
import { createdAt, newestFirst } from "./newest-first.ts";
import { ifAsked } from "./sql-where.ts";

type Row = Omit<AuditEntry, "created_at"> & { readonly created_at: number };

/** The audit log in D1, newest first. */
export function d1AuditLog(db: D1Database): AuditLog {
  return {
    list: (environment, { key_id, resource_id, ...page }) =>
      newestFirst<Row, AuditEntry>(db, page, {
        select: "SELECT * FROM audit_entries",
        where: [
          ["environment = ?", environment],
          ifAsked("key_id = ?", key_id),
          ifAsked("resource_id = ?", resource_id),
        ],
        cursorOf: createdAt,
        toItem: (row) => ({ ...row, created_at: formatTime(row.created_at) }),
      }),
  };
}
