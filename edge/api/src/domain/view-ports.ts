import type { Environment, View, ViewListQuery } from "@firstframe/contract";
import type { Page } from "./ports.ts";

/** A view with the sequence number of the beacon that told it. */
interface ViewSnapshot extends View {
  readonly sequence: number;
}

export type ViewColumn = "startup_time_ms" | "player_startup_time_ms" | "page_load_time_ms";

interface Timeframe {
  /** Milliseconds since the epoch; from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface ViewFilter extends Timeframe {
  readonly environment: Environment;
  readonly asset_id?: string | undefined;
}

/** What the ratio metrics need: how many views, and the sums over them of x (the part) and y (the whole). */
export interface PairSums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

export interface ViewRecords {
  /** Keeps the snapshot with the highest sequence number of each view. False where it was superseded already. */
  save(snapshot: ViewSnapshot): Promise<boolean>;
  find(environment: Environment, id: string): Promise<View | null>;
  list(environment: Environment, query: ViewListQuery): Promise<Page<View>>;
  count(filter: ViewFilter): Promise<number>;
  /** How many views define the value. */
  countDefined(filter: ViewFilter, column: ViewColumn): Promise<number>;
  /** Values at the given ranks (from 0) of the ascending order, in the order of the ranks asked. */
  valuesAt(filter: ViewFilter, column: ViewColumn, ranks: readonly number[]): Promise<number[]>;
  rebufferSums(filter: ViewFilter, part: "duration" | "count"): Promise<PairSums>;
  countFailed(filter: ViewFilter, beforeStart: boolean): Promise<number>;
}
