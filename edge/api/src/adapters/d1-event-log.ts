import type { Event } from "@firstframe/contract";
import { type EventRecord, toEvent } from "../domain/event-record.ts";
import type { EventLog } from "../domain/ports.ts";

export type EventRow = Omit<EventRecord, "data"> & { data: string };

export function eventOf(row: EventRow): Event {
  return toEvent({ ...row, data: JSON.parse(row.data) });
}

/** The event log in D1, oldest first. */
export function d1EventLog(db: D1Database): EventLog {
  return {
    async list(environment, { after, cursor, limit, asset_id, types }) {
      const { results } = await db
        .prepare(
          `SELECT * FROM events WHERE environment = ?1 AND sequence > ?2 AND (?3 IS NULL OR asset_id = ?3)
             AND (?5 IS NULL OR type IN (SELECT value FROM json_each(?5))
               OR substr(type, 1, instr(type, '.')) || '*' IN (SELECT value FROM json_each(?5)))
           ORDER BY sequence LIMIT ?4`,
        )
        .bind(
          environment,
          cursor === undefined ? after : Number(cursor),
          asset_id ?? null,
          limit,
          types === undefined ? null : JSON.stringify(types.split(",")),
        )
        .all<EventRow>();
      return results.map(eventOf);
    },
  };
}
