import type { Interval, MetricDefinition } from "@firstframe/contract";
import { formatDuration, formatSeconds } from "./format-duration.ts";
import { formatPercent, formatRatio } from "./format-ratio.ts";

type Unit = MetricDefinition["unit"];

/** A metric's value with its unit. */
export function formatFigure(value: number, unit: Unit): string {
  switch (unit) {
    case "ms":
      return formatDuration(value);
    case "ratio":
      return formatRatio(value);
    case "count":
      return formatCount(value);
    case "per_minute":
      return `${trimmed(value)} per min`;
  }
}

/** An interval with its level, both ends in the unit of the larger: `95 %: 310–480 ms`. */
export function formatInterval({ level, low, high }: Interval, unit: Unit): string {
  return `${formatRatio(level)}: ${formatRange(low, high, unit)}`;
}

/** A whole number with thousands set apart: `12,345`. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function formatRange(low: number, high: number, unit: Unit): string {
  switch (unit) {
    case "ms":
      if (Math.round(high) < 1000) return `${Math.round(low)}–${Math.round(high)} ms`;
      if (high < 59_950) return `${formatSeconds(low / 1000)}–${formatSeconds(high / 1000)} s`;
      return `${formatDuration(low)} – ${formatDuration(high)}`;
    case "ratio":
      return `${formatPercent(low)}–${formatPercent(high)} %`;
    case "count":
      return `${formatCount(low)}–${formatCount(high)}`;
    case "per_minute":
      return `${trimmed(low)}–${trimmed(high)} per min`;
  }
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(value < 10 ? 2 : 1)));
}
