import { type Statement, toValue, type Value } from "./statement.ts";

/** Tables by the order in which a transaction fills them: a request's claim before its effects, parents before what refers to them. */
const tables = [
  ...(["idempotency_keys", "assets", "asset_metadata", "uploads", "jobs", "tasks"] as const),
  ...(["api_keys", "signing_keys", "events", "audit_entries"] as const),
];
type Table = (typeof tables)[number];

/** Names that differ in what is no character may be the same to the database. */
const ignoring = new Set<Table>(["asset_metadata"]);

/** A row that is to be inserted, as it is. */
export interface NewRow {
  readonly table: Table;
  /** Names come from the code's own types, never from input. */
  readonly columns: readonly string[];
  readonly values: readonly Value[];
}

/** What D1 binds to one statement. */
const mostValues = 100;

export function newRow(table: Table, row: object): NewRow {
  return { table, columns: Object.keys(row), values: Object.values(row).map(toValue) };
}

/**
 * Inserts rows that follow each other by few statements, one for each table if it can be: what a statement costs is the statement, not
 * its rows. Rows of a table keep their order.
 */
export function insertRows(parts: readonly (Statement | NewRow)[]): Statement[] {
  const statements: Statement[] = [];
  let run: NewRow[] = [];
  const endRun = () => {
    statements.push(...tables.flatMap((table) => insertsOf(run.filter((row) => row.table === table))));
    run = [];
  };
  for (const part of parts) {
    if ("table" in part) {
      run.push(part);
    } else {
      endRun();
      statements.push(part);
    }
  }
  endRun();
  return statements;
}

/** @param rows of one table */
function insertsOf(rows: readonly NewRow[]): Statement[] {
  const statements: Statement[] = [];
  let from = 0;
  while (from < rows.length) {
    const { table, columns = [] } = rows[from] as NewRow;
    const names = columns.join(", ");
    let to = from + 1;
    while (
      to < rows.length &&
      (to - from + 1) * columns.length <= mostValues &&
      rows[to]?.columns.join(", ") === names
    )
      to++;
    const marks = `(${columns.map(() => "?").join(", ")})`;
    const all = rows.slice(from, to);
    statements.push([
      `INSERT ${ignoring.has(table) ? "OR IGNORE " : ""}INTO ${table} (${names}) VALUES ${all.map(() => marks).join(", ")}`,
      ...all.flatMap(({ values }) => values),
    ]);
    from = to;
  }
  return statements;
}
