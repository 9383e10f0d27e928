import type { Purge, PurgeRecords } from "../domain/ports.ts";

/** What is to be removed from the bucket, in D1. */
export function d1PurgeRecords(db: D1Database): PurgeRecords {
  return {
    async list() {
      return (await db.prepare("SELECT prefix, due_at FROM purges").all<Purge>()).results;
    },
    async findDue(now, limit) {
      const { results } = await db
        .prepare("SELECT prefix, due_at FROM purges WHERE due_at <= ? ORDER BY due_at LIMIT ?")
        .bind(now, limit)
        .all<Purge>();
      return results;
    },
    async settle({ prefix, due_at }, nextDueAt) {
      await db.batch([
        // Two that emptied the prefix at the same time count as one pass.
        db
          .prepare(
            "UPDATE purges SET passes_left = passes_left - 1, due_at = ? WHERE prefix = ? AND due_at = ?",
          )
          .bind(nextDueAt, prefix, due_at),
        db.prepare("DELETE FROM purges WHERE prefix = ? AND passes_left <= 0").bind(prefix),
      ]);
    },
  };
}
