import type { View } from "@firstframe/contract";
import { formatTime } from "../domain/format-time.ts";
import type { PairSums, ViewFilter, ViewRecords } from "../domain/view-ports.ts";
import { newestFirst } from "./newest-first.ts";
import { ifAsked } from "./sql-where.ts";

interface Row {
  id: string;
  environment: View["environment"];
  asset_id: string;
  playback_id: string;
  state: View["state"];
  error: string | null;
  measures: string;
  dimensions: string;
  started_at: number;
  last_beacon_at: number;
}

/** Quality figures belong to the time of a view's last beacon. */
const matching = `environment = ?1 AND last_beacon_at >= ?2 AND last_beacon_at < ?3 AND (?4 IS NULL OR asset_id = ?4)`;

function bindings(filter: ViewFilter): (string | number | null)[] {
  return [filter.environment, filter.from, filter.to, filter.asset_id ?? null];
}

/** Views in D1: a row a view, its latest snapshot. */
export function d1ViewRecords(db: D1Database): ViewRecords {
  const count = async (filter: ViewFilter, condition: string) => {
    const row = await db
      .prepare(`SELECT COUNT(*) AS n FROM views WHERE ${matching} AND ${condition}`)
      .bind(...bindings(filter))
      .first<{ n: number }>();
    return row?.n ?? 0;
  };

  return {
    async save(view) {
      const { measures, error } = view;
      const { meta } = await db
        .prepare(
          `INSERT INTO views (id, environment, asset_id, playback_id, sequence, state, error, failed,
             player_startup_time_ms, page_load_time_ms, startup_time_ms, playing_time_ms, watch_time_ms,
             rebuffer_count, rebuffer_duration_ms, measures, dimensions, started_at, last_beacon_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET
             sequence = excluded.sequence, state = excluded.state, error = excluded.error, failed = excluded.failed,
             player_startup_time_ms = excluded.player_startup_time_ms, page_load_time_ms = excluded.page_load_time_ms,
             startup_time_ms = excluded.startup_time_ms, playing_time_ms = excluded.playing_time_ms,
             watch_time_ms = excluded.watch_time_ms, rebuffer_count = excluded.rebuffer_count,
             rebuffer_duration_ms = excluded.rebuffer_duration_ms, measures = excluded.measures,
             dimensions = excluded.dimensions, last_beacon_at = excluded.last_beacon_at
           WHERE excluded.sequence > views.sequence AND excluded.asset_id = views.asset_id`,
        )
        .bind(
          view.id,
          view.environment,
          view.asset_id,
          view.playback_id,
          view.sequence,
          view.state,
          error && JSON.stringify(error),
          view.state === "failed" && error?.business_exception === false ? 1 : 0,
          measures.player_startup_time_ms,
          measures.page_load_time_ms,
          measures.startup_time_ms,
          measures.playing_time_ms,
          measures.watch_time_ms,
          measures.rebuffer_count,
          measures.rebuffer_duration_ms,
          JSON.stringify(measures),
          JSON.stringify(view.dimensions),
          Date.parse(view.started_at),
          Date.parse(view.last_beacon_at),
        )
        .run();
      return meta.changes === 1;
    },
    async find(environment, id) {
      const row = await db
        .prepare("SELECT * FROM views WHERE environment = ? AND id = ?")
        .bind(environment, id)
        .first<Row>();
      return row === null ? null : toView(row);
    },
    list: (environment, { asset_id, ...page }) =>
      newestFirst<Row, View>(db, page, {
        select: "SELECT * FROM views",
        where: [["environment = ?", environment], ifAsked("asset_id = ?", asset_id)],
        by: ["last_beacon_at", "id"],
        cursorOf: (row) => ({ at: row.last_beacon_at, id: row.id }),
        toItem: toView,
      }),
    count: (filter) => count(filter, "1"),
    countDefined: (filter, column) => count(filter, `${column} IS NOT NULL`),
    countFailed: (filter, beforeStart) =>
      count(filter, beforeStart ? "failed = 1 AND startup_time_ms IS NULL" : "failed = 1"),
    async valuesAt(filter, column, ranks) {
      const rows = await db.batch<{ value: number }>(
        ranks.map((rank) =>
          db
            .prepare(
              `SELECT ${column} AS value FROM views WHERE ${matching} AND ${column} IS NOT NULL
               ORDER BY ${column} LIMIT 1 OFFSET ?5`,
            )
            .bind(...bindings(filter), rank),
        ),
      );
      return rows.map((row) => row.results[0]?.value ?? 0);
    },
    async rebufferSums(filter, part) {
      const x = part === "duration" ? "rebuffer_duration_ms" : "CAST(rebuffer_count AS REAL)";
      const y = "watch_time_ms";
      const row = await db
        .prepare(
          `SELECT COUNT(*) AS n, TOTAL(${x}) AS x, TOTAL(${y}) AS y, TOTAL(${x} * ${x}) AS xx,
             TOTAL(${y} * ${y}) AS yy, TOTAL(${x} * ${y}) AS xy
           FROM views WHERE ${matching} AND ${y} > 0`,
        )
        .bind(...bindings(filter))
        .first<PairSums>();
      return row ?? { n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
    },
  };
}

function toView(row: Row): View {
  return {
    id: row.id,
    environment: row.environment,
    asset_id: row.asset_id,
    playback_id: row.playback_id,
    state: row.state,
    error: row.error === null ? null : JSON.parse(row.error),
    measures: JSON.parse(row.measures),
    dimensions: JSON.parse(row.dimensions),
    started_at: formatTime(row.started_at),
    last_beacon_at: formatTime(row.last_beacon_at),
  };
}
