import type { Page } from "../domain/ports.ts";
import { type Cursor, readCursor, toPage } from "./page-cursor.ts";
import { type Condition, sqlWhere } from "./sql-where.ts";

interface NewestFirst<Row, Item> {
  /** Up to the conditions. */
  readonly select: string;
  /** That must hold besides the place in the list; null for one that is not asked for. */
  readonly where: readonly (Condition | null)[];
  /** Columns that the list is sorted by: a time, and what is different in every row. */
  readonly by?: readonly [at: string, id: string];
  readonly cursorOf: (row: Row) => Cursor;
  readonly toItem: (row: Row) => Item;
}

/**
 * A page of a list that is newest first, however many rows are of the same moment.
 *
 * @throws ApiError `invalid_request` for what is no cursor
 */
export async function newestFirst<Row, Item>(
  db: D1Database,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  { select, where, by: [at, id] = ["created_at", "id"], cursorOf, toItem }: NewestFirst<Row, Item>,
): Promise<Page<Item>> {
  const start = readCursor(cursor);
  const { sql, values } = sqlWhere([...where, [`(${at}, ${id}) < (?, ?)`, start.at, start.id]]);
  const { results } = await db
    .prepare(`${select} WHERE ${sql} ORDER BY ${at} DESC, ${id} DESC LIMIT ?`)
    .bind(...values, limit + 1)
    .all<Row>();
  return toPage(results, limit, cursorOf, toItem);
}

/** Where a row of a list by `created_at` and `id` is. */
export function createdAt(row: { readonly created_at: number; readonly id: string }): Cursor {
  return { at: row.created_at, id: row.id };
}
