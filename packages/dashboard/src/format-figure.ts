import type { Interval } from "@firstframe/contract";
import type { MetricDefinition } from "@firstframe/contract/constants";

type Unit = MetricDefinition["unit"];

const suffixes: Record<Unit, string> = { ms: " ms", ratio: " %", per_minute: " / min", count: "" };

/** A metric's value with its unit: `412 ms`, `1.2 %`, `0.42 / min`, `1,204`. Ratios come as 0 to 1. */
export function formatFigure(value: number, unit: Unit): string {
  return `${formatAmount(value, unit)}${suffixes[unit]}`;
}

/** The interval of a figure with its level: `95 %: 310–480 ms`. */
export function formatInterval(interval: Interval, unit: Unit): string {
  const level = `${Number((interval.level * 100).toFixed(1))} %`;
  const range = `${formatAmount(interval.low, unit)}–${formatAmount(interval.high, unit)}`;
  return `${level}: ${range}${suffixes[unit]}`;
}

/** A share, 0 to 1, in per cent. Small shares keep two significant digits, so that they do not read as zero. */
export function formatRatio(ratio: number): string {
  return formatFigure(ratio, "ratio");
}

function formatAmount(value: number, unit: Unit): string {
  switch (unit) {
    case "ms":
      return String(Math.round(value));
    case "count":
      return new Intl.NumberFormat("en").format(Math.round(value));
    case "ratio":
      return significant(value * 100);
    case "per_minute":
      return significant(value);
  }
}

function significant(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 0.005) return value > 0 ? "<0.01" : ">-0.01";
  return String(Number(value.toFixed(size < 1 ? 2 : 1)));
}
