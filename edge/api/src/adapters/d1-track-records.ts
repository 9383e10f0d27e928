import type { TrackRecords } from "../domain/ports.ts";
import type { TrackRecord } from "../domain/track-record.ts";

type Row = Omit<TrackRecord, "is_default" | "forced"> & {
  readonly is_default: number;
  readonly forced: number;
};

/** Uploaded text tracks in D1. */
export function d1TrackRecords(db: D1Database): TrackRecords {
  return {
    async listOfAsset(assetId) {
      const { results } = await db
        .prepare(
          `SELECT id, asset_id, kind, language, name, is_default, forced, size_bytes, created_at
           FROM tracks WHERE asset_id = ? ORDER BY created_at, id`,
        )
        .bind(assetId)
        .all<Row>();
      return results.map((row) => ({ ...row, is_default: row.is_default === 1, forced: row.forced === 1 }));
    },
  };
}
