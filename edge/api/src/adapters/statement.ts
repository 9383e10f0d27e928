export type Value = string | number | null;
export type Statement = readonly [sql: string, ...values: Value[]];

/**
 * Aborts the whole batch unless the statement before it changed exactly one row: `json` refuses its argument, and D1
 * rolls the batch back.
 */
export const guard: Statement = ["SELECT CASE WHEN changes() = 1 THEN 1 ELSE json('stale state') END"];
