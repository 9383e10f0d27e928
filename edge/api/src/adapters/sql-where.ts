type Value = string | number;

/** A condition with the values for its question marks. */
export type Condition = readonly [sql: string, ...values: Value[]];

/**
 * Conditions that must all hold. Only those are written that are asked for, so that the database can take an index for them.
 *
 * @param conditions SQL of the code's own with question marks for values; null for one that is not asked for
 */
export function sqlWhere(conditions: readonly (Condition | null)[]): {
  readonly sql: string;
  readonly values: readonly Value[];
} {
  const asked = conditions.filter((condition) => condition !== null);
  return { sql: asked.map(([sql]) => sql).join(" AND "), values: asked.flatMap(([, ...values]) => values) };
}

/** A condition on a value, if there is one. */
export function ifAsked(sql: string, value: Value | undefined): Condition | null {
  return value === undefined ? null : [sql, value];
}
