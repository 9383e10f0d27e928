import type { EventType } from "@firstframe/contract";
import {
  assetMachine,
  jobMachine,
  type StateMachine,
  sourcesOf,
  taskMachine,
  uploadMachine,
} from "@firstframe/contract/constants";
import type { AssetChange } from "../domain/asset-record.ts";
import { assetEvents, type Change, jobEvents, taskEvents, uploadEvents } from "../domain/change.ts";
import { formatTime } from "../domain/format-time.ts";
import type { Clock, MakeId } from "../domain/ports.ts";
import { recordJobProgress } from "./job-share.ts";
import { type NewRow, newRow } from "./new-row.ts";
import { guard, type Statement, toValue, type Value } from "./statement.ts";
import { webhookStatements } from "./webhook-statements.ts";

/** Times that a prefix is emptied: a writer that did not know yet may come late. */
const purgePasses = 2;

const traceOfAsset = "(SELECT traceparent FROM assets WHERE id = asset_id)";

/** How an event is written for a row of each table. */
const eventSources = {
  assets: "environment, id, upload_id, NULL, NULL, correlation_id, traceparent",
  uploads: `environment, asset_id, id, NULL, NULL, correlation_id, ${traceOfAsset}`,
  jobs: `environment, asset_id, NULL, id, NULL, correlation_id, ${traceOfAsset}`,
  tasks: `environment, asset_id, NULL, job_id, id, correlation_id, ${traceOfAsset}`,
  tracks: `environment, asset_id, NULL, NULL, NULL, correlation_id, ${traceOfAsset}`,
  api_keys: "environment, NULL, NULL, NULL, NULL, NULL, NULL",
} as const;
type Table = keyof typeof eventSources;

const eventColumns =
  "id, type, data, created_at, environment, asset_id, upload_id, job_id, task_id, correlation_id, traceparent";
/** An id for each row of a SELECT: hexadecimal digits are within the alphabet of ids. */
const eventIdPerRow = "'evt_' || lower(hex(randomblob(13)))";
const unfinished = "state IN ('queued', 'running')";

interface Dependencies {
  readonly clock: Clock;
  readonly makeId: MakeId;
}

/** What makes a change: new rows, and statements that are each a compare-and-set followed by its event. */
export function statementsOf(change: Change, { clock, makeId }: Dependencies): (Statement | NewRow)[] {
  const event = (
    table: Table,
    id: string,
    type: EventType,
    data: object,
    also = "",
    ...values: Value[]
  ): Statement => [
    `INSERT INTO events (${eventColumns}) SELECT ?, ?, ?, ?, ${eventSources[table]} FROM ${table} WHERE id = ? ${also}`,
    ...[makeId("event"), type, JSON.stringify(data), clock(), id, ...values],
  ];
  const keyEvent = (type: EventType, kid: string): Statement => [
    `INSERT INTO events (id, type, data, created_at, environment)
     SELECT ?, ?, ?, ?, environment FROM signing_keys WHERE kid = ?`,
    ...[makeId("event"), type, JSON.stringify({ kid }), clock(), kid],
  ];
  /** An end that many rows come to at once. */
  const cancel = (table: "jobs" | "tasks", where: string, of: string): Statement[] => [
    [
      `INSERT INTO events (${eventColumns}) SELECT ${eventIdPerRow}, ?, ?, ?, ${eventSources[table]}
       FROM ${table} WHERE ${where} = ? AND ${unfinished}`,
      ...[`${table.slice(0, -1)}.canceled`, JSON.stringify({ state: "canceled" }), clock(), of],
    ],
    [
      `UPDATE ${table} SET state = 'canceled', finished_at = ?${table === "tasks" ? ", lease_expires_at = NULL" : ""}
       WHERE ${where} = ? AND ${unfinished}`,
      ...[clock(), of],
    ],
  ];

  switch (change.kind) {
    case "create_upload": {
      const { asset, upload } = change;
      const { environment, correlation_id, traceparent } = asset;
      const of = { environment, asset_id: asset.id, upload_id: upload.id, correlation_id, traceparent };
      const created = (type: EventType, data: object): NewRow =>
        newRow("events", { id: makeId("event"), type, data, created_at: clock(), ...of });
      return [
        newRow("assets", { ...asset, state: "waiting" }),
        ...Object.entries(asset.metadata).map(([key, value]) =>
          newRow("asset_metadata", {
            environment,
            key,
            value,
            created_at: asset.created_at,
            asset_id: asset.id,
          }),
        ),
        newRow("uploads", { ...upload, state: "waiting" }),
        created("asset.created", { status: "waiting" }),
        created("upload.created", { state: "waiting" }),
      ];
    }
    case "create_job": {
      const row = { ...change.job, state: "queued" };
      return [newRow("jobs", row), event("jobs", row.id, "job.queued", { state: "queued" })];
    }
    case "create_task": {
      const row = { ...change.task, state: "queued", enqueued_at: change.task.created_at };
      const { kind, position } = change.task;
      return [
        newRow("tasks", row),
        event("tasks", row.id, "task.queued", { state: "queued", kind, position }),
      ];
    }
    case "claim_request": {
      const { environment, keyHash } = change.name;
      return [newRow("idempotency_keys", { environment, key_hash: keyHash, ...change.record })];
    }
    case "count_commit": {
      const { environment, keyHash } = change.name;
      return [
        [
          `UPDATE idempotency_keys SET commits = commits + 1, sealed_answer = ?1,
             sealed_seed = CASE WHEN ?1 IS NULL THEN sealed_seed END
           WHERE environment = ?2 AND key_hash = ?3 AND claim_id = ?4 AND commits = ?5`,
          ...[change.sealedAnswer, environment, keyHash, change.claimId, change.commits],
        ],
        guard,
      ];
    }
    case "audit":
      return [newRow("audit_entries", { ...change.entry, created_at: clock() })];
    case "create_signing_key":
      return [newRow("signing_keys", change.key), keyEvent("signing_key.created", change.key.kid)];
    case "revoke_signing_key":
      return [
        ["UPDATE signing_keys SET revoked_at = ? WHERE kid = ? AND revoked_at IS NULL", clock(), change.kid],
        guard,
        keyEvent("signing_key.revoked", change.kid),
      ];
    case "move_asset":
      return [
        move("assets", assetMachine, change),
        guard,
        event("assets", change.id, assetEvents[change.to], {
          status: change.to,
          ...pick(change.set, "error_code"),
        }),
      ];
    case "move_upload":
      return [
        move("uploads", uploadMachine, change),
        guard,
        event("uploads", change.id, uploadEvents[change.to], {
          state: change.to,
          ...pick(change.set, "size_bytes"),
        }),
      ];
    case "move_job":
      return [
        move("jobs", jobMachine, change),
        guard,
        event("jobs", change.id, jobEvents[change.to], {
          state: change.to,
          ...pick(change.set, "error_code"),
        }),
      ];
    case "move_task":
      return [
        move("tasks", taskMachine, change, change.attempt),
        guard,
        event("tasks", change.id, taskEvents[change.to], {
          state: change.to,
          ...pick(change.set, "attempt", "worker_id", "error_code"),
        }),
        recordJobProgress("(SELECT job_id FROM tasks WHERE id = ?)", change.id),
      ];
    case "update_asset": {
      const { set, values } = assignments(change.set);
      // What was read from an older revision must not replace what was read from a newer one.
      const { revision } = change.set;
      const newer = revision === undefined ? "" : "AND revision < ?";
      return [
        [
          `UPDATE assets SET ${set.join(", ")} WHERE id = ? AND state IN (${marks(change.in)}) ${newer}`,
          ...[...values, change.id, ...change.in, ...(revision === undefined ? [] : [revision])],
        ],
        guard,
        ...(change.event === null ? [] : [event("assets", change.id, "asset.updated", change.event)]),
      ];
    }
    case "edit_asset": {
      const { set, values } = assignments(change.set);
      const sql = `UPDATE assets SET ${["edits = edits + 1", ...set].join(", ")} WHERE id = ? AND edits = ?`;
      return [
        [sql, ...values, change.id, change.edits],
        guard,
        ...(change.set.metadata === undefined ? [] : [forgetMetadata(change.id), indexMetadata(change.id)]),
        event("assets", change.id, "asset.updated", change.event),
      ];
    }
    case "update_task": {
      const { set, values } = assignments(change.set);
      const sql = `UPDATE tasks SET ${set.join(", ")} WHERE id = ? AND state = 'running' AND attempt = ?`;
      return [[sql, ...values, change.id, change.attempt], guard];
    }
    case "start_job":
      return [
        [
          "UPDATE jobs SET state = 'running', started_at = ? WHERE id = ? AND state = 'queued'",
          clock(),
          change.id,
        ],
        event("jobs", change.id, "job.started", { state: "running" }, "AND changes() = 1"),
      ];
    case "require_running_job":
      return [
        [
          `SELECT CASE WHEN EXISTS (SELECT 1 FROM jobs WHERE id = ? AND state = 'running') THEN 1
             ELSE json('stale state') END`,
          change.id,
        ],
      ];
    case "require_no_hold":
      return [
        [
          `SELECT CASE WHEN EXISTS (SELECT 1 FROM assets WHERE id = ? AND legal_hold = 1) THEN json('on hold')
             ELSE 1 END`,
          change.assetId,
        ],
      ];
    case "advance_job": {
      const { set, values } = assignments(change.set ?? {});
      const sql = `UPDATE jobs SET ${["revision = revision + 1", ...set].join(", ")}
        WHERE id = ? AND revision = ? AND state = 'running'`;
      return [[sql, ...values, change.id, change.revision], guard];
    }
    case "end_tasks":
      return cancel("tasks", "job_id", change.jobId);
    case "cancel_jobs":
      return [
        ...cancel("tasks", "asset_id", change.assetId),
        [
          `INSERT INTO purges (prefix, due_at, passes_left) SELECT 'assets/' || asset_id || '/' || id || '/', ?, ?
           FROM jobs WHERE asset_id = ? AND ${unfinished}`,
          ...[clock(), purgePasses, change.assetId],
        ],
        ...cancel("jobs", "asset_id", change.assetId),
      ];
    case "purge":
      return [
        [
          `INSERT INTO purges (prefix, due_at, passes_left) VALUES (?, ?, ?)
           ON CONFLICT (prefix) DO UPDATE SET due_at = excluded.due_at, passes_left = excluded.passes_left`,
          ...[change.prefix, change.dueAt, purgePasses],
        ],
      ];
    case "keep":
      return [["DELETE FROM purges WHERE prefix = ? AND due_at > ?", change.prefix, clock()], guard];
    case "create_track": {
      const { id, asset_id, kind, language, name, is_default } = change.track;
      const entries = Object.entries(change.track);
      return [
        [
          "UPDATE tracks SET is_default = 0 WHERE asset_id = ? AND is_default = 1 AND ? = 1",
          ...[asset_id, is_default ? 1 : 0],
        ],
        [
          `INSERT INTO tracks (${entries.map(([column]) => column).join(", ")}, environment, correlation_id)
           SELECT ${marks(entries)}, environment, correlation_id
           FROM assets WHERE id = ? AND state NOT IN ('failed', 'canceled')`,
          ...[...entries.map(([, value]) => toValue(value)), asset_id],
        ],
        guard,
        event("tracks", id, "track.created", { track_id: id, kind, language, name }),
      ];
    }
    case "delete_track":
      return [
        event(
          "tracks",
          change.id,
          "track.deleted",
          { track_id: change.id },
          "AND asset_id = ?",
          change.assetId,
        ),
        guard,
        ["DELETE FROM tracks WHERE id = ?", change.id],
      ];
    case "delete_asset":
      return [
        event(
          "assets",
          change.id,
          "asset.deleted",
          { reason: change.dueAt === undefined ? "requested" : "retention" },
          change.dueAt === undefined ? "" : "AND delete_after <= ?",
          ...(change.dueAt === undefined ? [] : [change.dueAt]),
        ),
        guard,
        forgetMetadata(change.id),
        ["DELETE FROM tracks WHERE asset_id = ?", change.id],
        ["DELETE FROM tasks WHERE asset_id = ?", change.id],
        ["DELETE FROM jobs WHERE asset_id = ?", change.id],
        ["DELETE FROM uploads WHERE asset_id = ?", change.id],
        ["DELETE FROM assets WHERE id = ?", change.id],
      ];
    case "create_api_key": {
      const { id, name, scopes } = change.key;
      return [
        newRow("api_keys", change.key),
        event("api_keys", id, "api_key.created", { key_id: id, name, scopes }),
      ];
    }
    case "rotate_api_key":
      return [
        [
          `UPDATE api_keys SET replaced_by = ?, expires_at = CASE WHEN expires_at < ? THEN expires_at ELSE ? END
           WHERE id = ? AND revoked_at IS NULL AND replaced_by IS NULL AND (expires_at IS NULL OR expires_at > ?)`,
          ...[change.replacedBy, change.expiresAt, change.expiresAt, change.id, clock()],
        ],
        guard,
        event("api_keys", change.id, "api_key.rotated", {
          key_id: change.id,
          replaced_by: change.replacedBy,
          expires_at: formatTime(change.expiresAt),
        }),
      ];
    case "revoke_api_key":
      return [
        ["UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", clock(), change.id],
        event("api_keys", change.id, "api_key.revoked", { key_id: change.id }, "AND changes() = 1"),
      ];
    default:
      return webhookStatements(change, { clock, makeId });
  }
}

/** OR IGNORE: names that differ in what is no character may be the same to the database. */
function indexMetadata(assetId: string): Statement {
  return [
    `INSERT OR IGNORE INTO asset_metadata (environment, key, value, created_at, asset_id)
     SELECT a.environment, m.key, m.value, a.created_at, a.id FROM assets a, json_each(a.metadata) m WHERE a.id = ?`,
    assetId,
  ];
}

function forgetMetadata(assetId: string): Statement {
  return ["DELETE FROM asset_metadata WHERE asset_id = ?", assetId];
}

function move<State extends string>(
  table: Table,
  machine: StateMachine<State>,
  change: { id: string; to: State; set?: object },
  attempt?: number,
): Statement {
  const from = sourcesOf(machine, change.to);
  const { set, values } = assignments(change.set ?? {});
  const sql = [
    `UPDATE ${table} SET ${["state = ?", ...set].join(", ")}`,
    `WHERE id = ? AND state IN (${marks(from)})`,
    attempt === undefined ? "" : "AND attempt = ?",
  ].join(" ");
  return [sql, change.to, ...values, change.id, ...from, ...(attempt === undefined ? [] : [attempt])];
}

function assignments(change: object): { set: string[]; values: Value[] } {
  const entries = Object.entries(change);
  return {
    set: entries.map(([column]) =>
      column === "source" ? "source = json_patch(source, ?)" : `${column} = ?`,
    ),
    values: entries.map(([column, value]) => (column === "source" ? knownFacts(value) : toValue(value))),
  };
}

/** Upload and worker each know some facts of a source: a patch leaves the other's alone (RFC 7396: null would remove). */
function knownFacts(source: NonNullable<AssetChange["source"]>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(source).filter(([, fact]) => fact !== null)));
}

function marks(values: readonly unknown[]): string {
  return values.map(() => "?").join(", ");
}

function pick(from: object | undefined, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(from ?? {}).filter(([key]) => keys.includes(key)));
}
