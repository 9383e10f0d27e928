import {
  assetMachine,
  jobMachine,
  type StateMachine,
  sourcesOf,
  uploadMachine,
} from "@firstframe/contract/constants";
import { type Change, eventTypeOf } from "../domain/change.ts";
import type { ChangeLog, Clock, MakeId } from "../domain/ports.ts";
import { StaleStateError } from "../domain/stale-state-error.ts";

type Value = string | number | null;
type Statement = readonly [sql: string, ...values: Value[]];

/**
 * Aborts the whole batch unless the statement before it changed exactly one row: `json` refuses its argument, and D1
 * rolls the batch back.
 */
const guard: Statement = ["SELECT CASE WHEN changes() = 1 THEN 1 ELSE json('stale state') END"];
const guardError = /malformed JSON/i;

/** How an event is written for a row of each table. */
const eventSources = {
  assets: { id: "id", columns: "environment, id, upload_id, NULL, correlation_id" },
  uploads: { id: "id", columns: "environment, asset_id, id, NULL, correlation_id" },
  jobs: { id: "id", columns: "environment, asset_id, NULL, id, correlation_id" },
} as const;
type Table = keyof typeof eventSources;

/** Commits changes to D1: each is a compare-and-set followed by its event, all in one batch. */
export function d1ChangeLog(db: D1Database, { clock, makeId }: { clock: Clock; makeId: MakeId }): ChangeLog {
  const event = (change: Change, table: Table, id: string, data: object): Statement => [
    `INSERT INTO events (id, type, data, created_at, environment, asset_id, upload_id, job_id, correlation_id)
     SELECT ?, ?, ?, ?, ${eventSources[table].columns} FROM ${table} WHERE id = ?`,
    makeId("event"),
    eventTypeOf(change),
    JSON.stringify(data),
    clock(),
    id,
  ];

  const statementsOf = (change: Change): Statement[] => {
    switch (change.kind) {
      case "create_asset": {
        const row = { ...change.asset, state: "waiting" };
        return [insert("assets", row), event(change, "assets", row.id, { status: "waiting" })];
      }
      case "create_upload": {
        const row = { ...change.upload, state: "waiting" };
        return [insert("uploads", row), event(change, "uploads", row.id, { state: "waiting" })];
      }
      case "create_job": {
        const row = { ...change.job, state: "queued", enqueued_at: change.job.created_at };
        return [insert("jobs", row), event(change, "jobs", row.id, { state: "queued" })];
      }
      case "move_asset":
        return [
          move("assets", assetMachine, change),
          guard,
          event(change, "assets", change.id, { status: change.to, ...pick(change.set, "error_code") }),
        ];
      case "move_upload":
        return [
          move("uploads", uploadMachine, change),
          guard,
          event(change, "uploads", change.id, { state: change.to, ...pick(change.set, "size_bytes") }),
        ];
      case "move_job":
        return [
          move("jobs", jobMachine, change, change.attempt),
          guard,
          event(change, "jobs", change.id, {
            state: change.to,
            ...pick(change.set, "attempt", "worker_id", "error_code"),
          }),
        ];
      case "delete_asset":
        return [
          event(change, "assets", change.id, {}),
          guard,
          ["DELETE FROM jobs WHERE asset_id = ?", change.id],
          ["DELETE FROM uploads WHERE asset_id = ?", change.id],
          ["DELETE FROM assets WHERE id = ?", change.id],
        ];
    }
  };

  return {
    async commit(changes) {
      const statements = changes.flatMap(statementsOf);
      try {
        await db.batch(statements.map(([sql, ...values]) => db.prepare(sql).bind(...values)));
      } catch (error) {
        if (error instanceof Error && guardError.test(error.message)) {
          throw new StaleStateError("a state had changed meanwhile", { cause: error });
        }
        throw error;
      }
    },
  };
}

/** Column names come from the code's own types, never from input. */
function insert(table: Table, row: object): Statement {
  const entries = Object.entries(row);
  const columns = entries.map(([column]) => column).join(", ");
  const marks = entries.map(() => "?").join(", ");
  return [
    `INSERT INTO ${table} (${columns}) VALUES (${marks})`,
    ...entries.map(([, value]) => toValue(value)),
  ];
}

function move<State extends string>(
  table: Table,
  machine: StateMachine<State>,
  change: { id: string; to: State; set?: object },
  attempt?: number,
): Statement {
  const from = sourcesOf(machine, change.to);
  const set = Object.entries(change.set ?? {});
  const sql = [
    `UPDATE ${table} SET ${["state", ...set.map(([column]) => column)].map((column) => `${column} = ?`).join(", ")}`,
    `WHERE id = ? AND state IN (${from.map(() => "?").join(", ")})`,
    attempt === undefined ? "" : "AND attempt = ?",
  ].join(" ");
  const values = [change.to, ...set.map(([, value]) => toValue(value)), change.id, ...from];
  return [sql, ...values, ...(attempt === undefined ? [] : [attempt])];
}

function toValue(value: unknown): Value {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return JSON.stringify(value);
}

function pick(from: object | undefined, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(from ?? {}).filter(([key]) => keys.includes(key)));
}
