import type { RequestRecord, RequestRecords } from "../domain/ports.ts";

/** Named requests in D1. */
export function d1RequestRecords(db: D1Database): RequestRecords {
  const named = "environment = ? AND key_hash = ?";
  return {
    async find({ environment, keyHash }) {
      return db
        .prepare(
          `SELECT fingerprint, claim_id, claimed_at, started_at, sealed_seed, commits, sealed_answer, expires_at
           FROM idempotency_keys WHERE ${named}`,
        )
        .bind(environment, keyHash)
        .first<RequestRecord>();
    },
    async insert({ environment, keyHash }, record) {
      const { meta } = await db
        .prepare(
          `INSERT INTO idempotency_keys (environment, key_hash, fingerprint, claim_id, claimed_at, started_at,
             sealed_seed, commits, sealed_answer, expires_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        )
        .bind(
          ...[
            environment,
            keyHash,
            record.fingerprint,
            record.claim_id,
            record.claimed_at,
            record.started_at,
          ],
          ...[record.sealed_seed, record.commits, record.sealed_answer, record.expires_at],
        )
        .run();
      return meta.changes === 1;
    },
    async takeOver({ environment, keyHash }, from, to, now) {
      const { meta } = await db
        .prepare(
          `UPDATE idempotency_keys SET claim_id = ?, claimed_at = ?
           WHERE ${named} AND claim_id = ? AND sealed_answer IS NULL`,
        )
        .bind(to, now, environment, keyHash, from)
        .run();
      return meta.changes === 1;
    },
    async answer({ environment, keyHash }, claimId, sealedAnswer) {
      await db
        .prepare(
          `UPDATE idempotency_keys SET sealed_answer = ?, sealed_seed = NULL
           WHERE ${named} AND claim_id = ? AND sealed_answer IS NULL`,
        )
        .bind(sealedAnswer, environment, keyHash, claimId)
        .run();
    },
    async release({ environment, keyHash }, claimId) {
      await db
        .prepare(`UPDATE idempotency_keys SET claimed_at = 0 WHERE ${named} AND claim_id = ?`)
        .bind(environment, keyHash, claimId)
        .run();
    },
    async prune(now) {
      await db.prepare("DELETE FROM idempotency_keys WHERE expires_at < ?").bind(now).run();
    },
  };
}
