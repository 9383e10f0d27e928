import { formatTime } from "../domain/format-time.ts";
import type { ApiKeyRecord, ApiKeyRecords } from "../domain/ports.ts";

type Row = Omit<ApiKeyRecord, "scopes" | "created_at" | "revoked_at"> & {
  scopes: string;
  created_at: number;
  revoked_at: number | null;
};

/** API keys in D1, by the hash of their secret. */
export function d1ApiKeyRecords(db: D1Database): ApiKeyRecords {
  const first = async (column: "id" | "secret_hash", value: string) => {
    const row = await db.prepare(`SELECT * FROM api_keys WHERE ${column} = ?`).bind(value).first<Row>();
    return row === null ? null : toRecord(row);
  };
  return {
    async create(key) {
      await db
        .prepare(
          `INSERT INTO api_keys (id, environment, name, hint, secret_hash, scopes, api_version, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .bind(
          key.id,
          key.environment,
          key.name,
          key.hint,
          key.secret_hash,
          JSON.stringify(key.scopes),
          key.api_version,
          Date.parse(key.created_at),
        )
        .run();
    },
    findByHash: (hash) => first("secret_hash", hash),
    find: (id) => first("id", id),
  };
}

function toRecord(row: Row): ApiKeyRecord {
  return {
    ...row,
    scopes: JSON.parse(row.scopes),
    created_at: formatTime(row.created_at),
    revoked_at: formatTime(row.revoked_at),
  };
}
