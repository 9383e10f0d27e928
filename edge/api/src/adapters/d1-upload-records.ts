import type { UploadRecords } from "../domain/ports.ts";
import type { UploadRecord } from "../domain/upload-record.ts";

/** Uploads in D1. */
export function d1UploadRecords(db: D1Database): UploadRecords {
  return {
    find: (id) => db.prepare("SELECT * FROM uploads WHERE id = ?").bind(id).first<UploadRecord>(),
    async recordOffset(id, offsetBytes) {
      await db
        .prepare(
          "UPDATE uploads SET offset_bytes = MAX(offset_bytes, ?) WHERE id = ? AND state = 'uploading'",
        )
        .bind(offsetBytes, id)
        .run();
    },
    async findExpired(now, limit) {
      const { results } = await db
        .prepare("SELECT * FROM uploads WHERE state IN ('waiting', 'uploading') AND expires_at < ? LIMIT ?")
        .bind(now, limit)
        .all<UploadRecord>();
      return results;
    },
  };
}
