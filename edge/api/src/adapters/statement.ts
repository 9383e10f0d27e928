export type Value = string | number | null;

/** As D1 stores it: what is no plain value as JSON. */
export function toValue(value: unknown): Value {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return JSON.stringify(value);
}

export type Statement = readonly [sql: string, ...values: Value[]];

/**
 * Aborts the whole batch unless the statement before it changed exactly one row: `json` refuses its argument, and D1
 * rolls the batch back.
 */
export const guard: Statement = ["SELECT CASE WHEN changes() = 1 THEN 1 ELSE json('stale state') END"];
