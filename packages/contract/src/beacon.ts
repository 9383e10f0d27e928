import * as z from "zod";
import { id, timestamp } from "./field.ts";

const duration = z
  .number()
  .nonnegative()
  .max(7 * 24 * 3600 * 1000);
const count = z.number().int().nonnegative().max(1_000_000_000);

/** Cumulative figures of one view so far; null where the value is not defined (yet). Times in milliseconds. */
export const viewMeasures = z.strictObject({
  player_startup_time_ms: duration.nullable(),
  page_load_time_ms: duration.nullable(),
  startup_time_ms: duration.nullable(),
  /** Time with the playhead moving. */
  playing_time_ms: duration,
  /** Playing time and stalls. */
  watch_time_ms: duration,
  rebuffer_count: count,
  rebuffer_duration_ms: duration,
  seek_count: count,
  /** Sum over the finished seeks. */
  seek_latency_ms: duration,
  decoded_frame_count: count.nullable(),
  dropped_frame_count: count.nullable(),
});
export type ViewMeasures = z.infer<typeof viewMeasures>;

export const viewStates = ["waiting", "playing", "paused", "ended", "failed", "left"] as const;

/** waiting: no frame yet. left: the viewer went away. */
export type ViewState = (typeof viewStates)[number];

export const viewError = z.strictObject({
  /** Stable and short, such as `network` or `manifest_not_found`. */
  code: z.string().regex(/^[a-z0-9_]{1,64}$/),
  message: z.string().max(500),
  /** Refused on purpose (expired, not entitled): never counted as a failure. */
  business_exception: z.boolean(),
});
export type ViewError = z.infer<typeof viewError>;

const customDimension = z.string().max(200).optional();

/** What the page says about the view; everything else is derived from the request. */
export const viewDimensions = z.strictObject({
  player_version: z.string().max(32),
  page_host: z.string().max(253).optional(),
  connection_type: z.string().max(32).optional(),
  viewer_id: z.string().max(128).optional(),
  experiment_name: z.string().max(100).optional(),
  experiment_arm: z.string().max(100).optional(),
  custom_1: customDimension,
  custom_2: customDimension,
  custom_3: customDimension,
  custom_4: customDimension,
  custom_5: customDimension,
  custom_6: customDimension,
  custom_7: customDimension,
  custom_8: customDimension,
  custom_9: customDimension,
  custom_10: customDimension,
});
export type ViewDimensions = z.infer<typeof viewDimensions>;

/**
 * `POST /v1/beacons`: the view's whole state so far, so that the one with the highest sequence number
 * is all that counts, whichever were lost, repeated or came out of order.
 */
export const beacon = z.strictObject({
  view_id: id("view"),
  /** From 1, rising with every beacon of the view. */
  sequence: z.number().int().positive().max(1_000_000),
  /** Playback id or playback token that the view plays with: names the asset, and proves that the page may play it. */
  grant: z.string().min(1).max(4096),
  /** The page's clock. */
  started_at: timestamp,
  state: z.enum(viewStates),
  error: viewError.nullable(),
  measures: viewMeasures,
  dimensions: viewDimensions,
});
export type Beacon = z.infer<typeof beacon>;
