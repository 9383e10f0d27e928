import type { Interval, MetricOverall } from "@firstframe/contract";
import { metricDefinitions } from "@firstframe/contract/constants";
import { formatInterval } from "./format-figure.ts";

type Judged = Pick<MetricOverall, "metric" | "value" | "interval" | "n" | "minimum_n">;

/** How far a figure can be trusted: its interval, or why there is none. */
export function figureNote({ metric, value, interval, n, minimum_n }: Judged): string {
  const { kind } = metricDefinitions[metric];
  if (kind === "count") return value === null ? tooFew(n, minimum_n) : "counted, so there is no interval";
  if (n === 0) return "nothing measured in this time";
  if (value === null) return tooFew(n, minimum_n);
  return intervalNote(interval, metric);
}

/** The interval of one of a metric's figures, or that there are too few views for one. */
export function intervalNote(interval: Interval | null, metric: MetricOverall["metric"]): string {
  return interval === null
    ? "too few views for an interval"
    : formatInterval(interval, metricDefinitions[metric].unit);
}

/** `from 1 view`, `from 12 views`. */
export function sampleNote(n: number): string {
  return `from ${n.toLocaleString("en")} ${n === 1 ? "view" : "views"}`;
}

function tooFew(n: number, minimum: number): string {
  return n < minimum ? `no figure below ${minimum} views` : "no figure";
}
