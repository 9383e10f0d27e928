/** How a metric is stated: its unit and what is aggregated. */
export interface MetricDefinition {
  readonly title: string;
  readonly unit: "ms" | "ratio" | "count" | "per_minute";
  readonly kind: "percentile" | "ratio" | "count";
  /** Which way is better, for colours and comparisons. */
  readonly better: "lower" | "higher" | "neither";
  readonly description: string;
}

/** The metrics that `/v1/metrics/:metric` answers. Definitions: the measurement package's README. */
export const metricDefinitions = {
  startup_time: {
    title: "Startup time",
    unit: "ms",
    kind: "percentile",
    better: "lower",
    description: "From the play instruction to the first frame shown with the playhead moving.",
  },
  player_startup_time: {
    title: "Player startup time",
    unit: "ms",
    kind: "percentile",
    better: "lower",
    description: "From the element's connection to its being ready to accept play.",
  },
  page_load_time: {
    title: "Page load time",
    unit: "ms",
    kind: "percentile",
    better: "lower",
    description: "From navigation start to the element's connection, first view of the page only.",
  },
  rebuffer_ratio: {
    title: "Rebuffer ratio",
    unit: "ratio",
    kind: "ratio",
    better: "lower",
    description: "Stalled time divided by watch time, over all views.",
  },
  rebuffer_frequency: {
    title: "Rebuffer frequency",
    unit: "per_minute",
    kind: "ratio",
    better: "lower",
    description: "Stalls per minute of watch time, over all views.",
  },
  playback_failure_rate: {
    title: "Playback failures",
    unit: "ratio",
    kind: "ratio",
    better: "lower",
    description: "Views that ended in a fatal error which is not a business exception, divided by views.",
  },
  startup_failure_rate: {
    title: "Startup failures",
    unit: "ratio",
    kind: "ratio",
    better: "lower",
    description: "The same, before the first frame.",
  },
  views: {
    title: "Views",
    unit: "count",
    kind: "count",
    better: "neither",
    description: "Attempts to play, successful or not.",
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof metricDefinitions;
export const percentileMeasurements = ["p50", "p75", "p95", "p99"] as const;
export type PercentileMeasurement = (typeof percentileMeasurements)[number];
