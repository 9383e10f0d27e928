import type { SigningKeyRecord, SigningKeyRecords } from "../domain/ports.ts";
import { newestFirst } from "./newest-first.ts";

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
    list: (environment, page) =>
      newestFirst<SigningKeyRecord, SigningKeyRecord>(db, page, {
        select: "SELECT * FROM signing_keys",
        where: [["environment = ?", environment]],
        by: ["created_at", "kid"],
        cursorOf: (row) => ({ at: row.created_at, id: row.kid }),
        toItem: (row) => row,
      }),
    async listPublic() {
      const { results } = await db
        .prepare("SELECT * FROM signing_keys WHERE revoked_at IS NULL ORDER BY created_at DESC, kid DESC")
        .all<SigningKeyRecord>();
      return results;
    },
  };
}
