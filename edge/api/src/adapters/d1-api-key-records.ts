import { formatTime } from "../domain/format-time.ts";
import type { ApiKeyRecord, ApiKeyRecords } from "../domain/ports.ts";
import { createdAt, newestFirst } from "./newest-first.ts";
import { ifAsked } from "./sql-where.ts";

type TimeColumn = "created_at" | "expires_at" | "revoked_at" | "last_used_at";
type Row = Omit<ApiKeyRecord, "scopes" | TimeColumn> &
  Record<Exclude<TimeColumn, "created_at">, number | null> & {
    scopes: string;
    created_at: number;
  };

const encoder = new TextEncoder();

/** API keys in D1, by the hash of their secret. */
export function d1ApiKeyRecords(db: D1Database): ApiKeyRecords {
  const first = async (column: "id" | "secret_hash", value: string) => {
    const row = await db.prepare(`SELECT * FROM api_keys WHERE ${column} = ?`).bind(value).first<Row>();
    return row === null ? null : toRecord(row);
  };
  return {
    async findByHash(hash) {
      const found = await first("secret_hash", hash);
      return found !== null && isSameHash(found.secret_hash, hash) ? found : null;
    },
    find: (id) => first("id", id),
    list: (environment, page) =>
      newestFirst(db, page, {
        select: "SELECT * FROM api_keys",
        where: [ifAsked("environment = ?", environment ?? undefined)],
        cursorOf: createdAt,
        toItem: toRecord,
      }),
    async recordUses(id, { count, lastUsedAt }) {
      await db
        .prepare(
          `UPDATE api_keys SET use_count = use_count + ?, last_used_at = MAX(COALESCE(last_used_at, 0), ?)
           WHERE id = ?`,
        )
        .bind(count, lastUsedAt, id)
        .run();
    },
  };
}

/** Takes the same time wherever the two differ; an index found the one by the other already, at its own pace. */
function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && crypto.subtle.timingSafeEqual(encoder.encode(a), encoder.encode(b));
}

function toRecord(row: Row): ApiKeyRecord {
  return {
    ...row,
    scopes: JSON.parse(row.scopes),
    created_at: formatTime(row.created_at),
    expires_at: formatTime(row.expires_at),
    revoked_at: formatTime(row.revoked_at),
    last_used_at: formatTime(row.last_used_at),
  };
}
