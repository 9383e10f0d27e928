import type { Event } from "@firstframe/contract";
import { type EventRecord, toEvent } from "../domain/event-record.ts";
import type { EventLog } from "../domain/ports.ts";
import { type Condition, ifAsked, sqlWhere } from "./sql-where.ts";

export type EventRow = Omit<EventRecord, "data"> & { data: string };

export function eventOf(row: EventRow): Event {
  return toEvent({ ...row, data: JSON.parse(row.data) });
}

/** The event log in D1, oldest first. */
export function d1EventLog(db: D1Database): EventLog {
  return {
    async list(environment, { after, cursor, limit, asset_id, types }) {
      const { sql, values } = sqlWhere([
        // What is of one asset is found by it: a log of everything may be long.
        [asset_id === undefined ? "environment = ?" : "+environment = ?", environment],
        ["sequence > ?", cursor === undefined ? after : Number(cursor)],
        ifAsked("asset_id = ?", asset_id),
        types === undefined ? null : ofTypes(types.split(",")),
      ]);
      const { results } = await db
        .prepare(`SELECT * FROM events WHERE ${sql} ORDER BY sequence LIMIT ?`)
        .bind(...values, limit)
        .all<EventRow>();
      return results.map(eventOf);
    },
  };
}

/** @param types full ones, or `asset.*` for all of a kind */
function ofTypes(types: readonly string[]): Condition {
  const list = JSON.stringify(types);
  return [
    `(type IN (SELECT value FROM json_each(?))
      OR substr(type, 1, instr(type, '.')) || '*' IN (SELECT value FROM json_each(?)))`,
    ...[list, list],
  ];
}
