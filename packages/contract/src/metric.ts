import * as z from "zod";
import { timestamp } from "./field.ts";
import { type MetricName, metricDefinitions, percentileMeasurements } from "./metric-definition.ts";

export const metricName = z.enum(Object.keys(metricDefinitions) as [MetricName, ...MetricName[]]);

export const interval = z.object({
  /** Share of repetitions in which such an interval covers the true value. */
  level: z.number(),
  low: z.number(),
  high: z.number(),
});
export type Interval = z.infer<typeof interval>;

/** One figure with what is needed to judge it. */
export const figure = z.object({
  /** Null when `n` is below the minimum, or nothing was measured. */
  value: z.number().nullable(),
  /** Null when so few views allow no interval of that level. */
  interval: interval.nullable(),
});
export type Figure = z.infer<typeof figure>;

export const metricOverallQuery = z.strictObject({
  /** Hours back from now. */
  hours: z.coerce
    .number()
    .positive()
    .max(24 * 90)
    .default(24),
  measurement: z.enum(percentileMeasurements).optional(),
  asset_id: z.string().optional(),
});
export type MetricOverallQuery = z.infer<typeof metricOverallQuery>;

export const metricOverall = z.object({
  metric: metricName,
  unit: z.enum(["ms", "ratio", "count", "per_minute"]),
  /** `p50` … for percentiles, `ratio` or `count` otherwise. */
  measurement: z.string(),
  value: z.number().nullable(),
  interval: interval.nullable(),
  /** Views for which the metric is defined. */
  n: z.number().int().nonnegative(),
  /** Fewer views than this give no figure. */
  minimum_n: z.number().int().positive(),
  /** For percentile metrics: all of them, by name. */
  percentiles: z.record(z.enum(percentileMeasurements), figure).nullable(),
  timeframe: z.object({ from: timestamp, to: timestamp }),
});
export type MetricOverall = z.infer<typeof metricOverall>;

export const metricList = z.object({
  data: z.array(z.object({ name: metricName, title: z.string(), unit: z.string(), description: z.string() })),
});
export type MetricList = z.infer<typeof metricList>;
