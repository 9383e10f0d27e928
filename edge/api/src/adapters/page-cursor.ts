import { ApiError } from "../domain/api-error.ts";
import type { Page } from "../domain/ports.ts";

/** Where a page ended: the sort key and the id of its last row. */
export interface Cursor {
  readonly at: number;
  readonly id: string;
}

/** Sorts before everything: the start of a list that is newest first. */
const start: Cursor = { at: Number.MAX_SAFE_INTEGER, id: "~" };

/** @throws ApiError `invalid_request` */
export function readCursor(text: string | undefined): Cursor {
  if (text === undefined) return start;
  const match = /^(\d{1,15})\.([A-Za-z0-9_-]{1,64})$/.exec(text);
  if (!match?.[1] || !match[2]) {
    throw new ApiError(
      "invalid_request",
      "The cursor is not one of ours. Pass «next_cursor» of the page before.",
      {
        errors: [{ field: "cursor", message: "is not a cursor" }],
      },
    );
  }
  return { at: Number(match[1]), id: match[2] };
}

/** Cuts a page from rows that were asked for with one more than the limit. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => Cursor,
  toItem: (row: Row) => Item,
): Page<Item> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  const cursor = more ? cursorOf(last) : null;
  return { data: page.map(toItem), next_cursor: cursor && `${cursor.at}.${cursor.id}` };
}
