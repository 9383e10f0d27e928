import type { SigningKeyRecord, SigningKeyRecords } from "../domain/ports.ts";
import { readCursor, toPage } from "./page-cursor.ts";

/** Playback signing keys in D1; the private halves are sealed. */
export function d1SigningKeyRecords(db: D1Database): SigningKeyRecords {
  return {
    async create(key) {
      await db
        .prepare(
          `INSERT INTO signing_keys (kid, environment, public_jwk, sealed_private_jwk, created_at)
           VALUES (?, ?, ?, ?, ?)`,
        )
        .bind(key.kid, key.environment, key.public_jwk, key.sealed_private_jwk, key.created_at)
        .run();
    },
    find: (kid) => db.prepare("SELECT * FROM signing_keys WHERE kid = ?").bind(kid).first<SigningKeyRecord>(),
    newest: (environment) =>
      db
        .prepare(
          `SELECT * FROM signing_keys WHERE environment = ? AND revoked_at IS NULL
           ORDER BY created_at DESC, kid DESC LIMIT 1`,
        )
        .bind(environment)
        .first<SigningKeyRecord>(),
    async list(environment, { limit, cursor }) {
      const { at, id } = readCursor(cursor);
      const { results } = await db
        .prepare(
          `SELECT * FROM signing_keys WHERE environment = ? AND (created_at, kid) < (?, ?)
           ORDER BY created_at DESC, kid DESC LIMIT ?`,
        )
        .bind(environment, at, id, limit + 1)
        .all<SigningKeyRecord>();
      return toPage(
        results,
        limit,
        (row) => ({ at: row.created_at, id: row.kid }),
        (row) => row,
      );
    },
    async listPublic() {
      const { results } = await db
        .prepare("SELECT * FROM signing_keys WHERE revoked_at IS NULL ORDER BY created_at DESC, kid DESC")
        .all<SigningKeyRecord>();
      return results;
    },
  };
}
