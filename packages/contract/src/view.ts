import * as z from "zod";
import { viewError, viewMeasures, viewStates } from "./beacon.ts";
import { id, listOf, listQuery, timestamp } from "./field.ts";

/** One attempt to play one asset in one player, as its beacons told it. */
export const view = z.object({
  id: id("view"),
  environment: z.enum(["sandbox", "live"]),
  asset_id: id("asset"),
  playback_id: id("playback"),
  state: z.enum(viewStates),
  error: viewError.nullable(),
  measures: viewMeasures,
  /** Cohort dimensions: what the page said and what the request showed (browser, operating system, country …). */
  dimensions: z.record(z.string(), z.string()),
  started_at: timestamp,
  /** Arrival of the last beacon. */
  last_beacon_at: timestamp,
});
export type View = z.infer<typeof view>;
export const viewList = listOf(view);
export type ViewList = z.infer<typeof viewList>;
export const viewListQuery = listQuery.extend({
  asset_id: id("asset").optional(),
});
export type ViewListQuery = z.infer<typeof viewListQuery>;
