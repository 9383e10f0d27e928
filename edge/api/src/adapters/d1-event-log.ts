import type { Event } from "@firstframe/contract";
import { formatTime } from "../domain/format-time.ts";
import type { EventLog } from "../domain/ports.ts";

export type EventRow = Omit<Event, "data" | "created_at"> & { data: string; created_at: number };

export function eventOf(row: EventRow): Event {
  return { ...row, data: JSON.parse(row.data), created_at: formatTime(row.created_at) };
}

/** The event log in D1, oldest first. */
export function d1EventLog(db: D1Database): EventLog {
  return {
    async list(environment, { after, limit, asset_id, types }) {
      const { results } = await db
        .prepare(
          `SELECT * FROM events WHERE environment = ?1 AND sequence > ?2 AND (?3 IS NULL OR asset_id = ?3)
             AND (?5 IS NULL OR type IN (SELECT value FROM json_each(?5))
               OR substr(type, 1, instr(type, '.')) || '*' IN (SELECT value FROM json_each(?5)))
           ORDER BY sequence LIMIT ?4`,
        )
        .bind(
          environment,
          after,
          asset_id ?? null,
          limit,
          types === undefined ? null : JSON.stringify(types.split(",")),
        )
        .all<EventRow>();
      return results.map(eventOf);
    },
  };
}
