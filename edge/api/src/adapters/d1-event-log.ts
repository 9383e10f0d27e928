import { type Event, eventTypes } from "@firstframe/contract";
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
      const start = cursor === undefined ? after : Number(cursor);
      const wanted = types === undefined ? undefined : typesOf(types.split(","));
      const { sql, values } = sqlWhere(
        asset_id === undefined && wanted !== undefined
          ? [firstOfTypes(environment, wanted, start, limit)]
          : [
              // What is of one asset is found by it: a log of everything may be long.
              [asset_id === undefined ? "environment = ?" : "+environment = ?", environment],
              ["sequence > ?", start],
              ifAsked("asset_id = ?", asset_id),
              ifAsked("type IN (SELECT value FROM json_each(?))", wanted),
            ],
      );
      // In one transaction: what is committed between two would be passed over.
      const [found, end] = await db.batch<EventRow | { readonly last: number }>([
        db.prepare(`SELECT * FROM events WHERE ${sql} ORDER BY sequence LIMIT ?`).bind(...values, limit),
        db
          .prepare("SELECT COALESCE(MAX(sequence), 0) AS last FROM events WHERE environment = ?")
          .bind(environment),
      ]);
      const data = ((found?.results ?? []) as EventRow[]).map(eventOf);
      const [{ last } = { last: 0 }] = (end?.results ?? []) as { readonly last: number }[];
      const lastShown = data.at(-1)?.sequence;
      return data.length === limit && lastShown !== undefined
        ? { data, next_cursor: String(lastShown), read_up_to: lastShown }
        : { data, next_cursor: null, read_up_to: last };
    },
  };
}

/**
 * The next of each type are found by the index, and of these the first are taken: what is read does not depend on how many others
 * there are.
 */
function firstOfTypes(environment: string, types: string, start: number, limit: number): Condition {
  return [
    `sequence IN (
       SELECT next.sequence FROM json_each(?) wanted CROSS JOIN events next ON next.sequence IN (
         SELECT sequence FROM events WHERE environment = ? AND type = wanted.value AND sequence > ?
         ORDER BY sequence LIMIT ?)
       ORDER BY next.sequence LIMIT ?)`,
    ...[types, environment, start, limit, limit],
  ];
}

/**
 * @param patterns types, or `asset.*` for all of a kind
 * @returns the types, a JSON list
 */
function typesOf(patterns: readonly string[]): string {
  const types = eventTypes.filter((type) => patterns.includes(type) || patterns.includes(kindOf(type)));
  return JSON.stringify(types);
}

function kindOf(type: string): string {
  return `${type.split(".")[0]}.*`;
}
