import {
  type Environment,
  type Figure,
  type MetricName,
  type MetricOverall,
  type MetricOverallQuery,
  metricDefinitions,
  type PercentileMeasurement,
  percentileMeasurements,
} from "@firstframe/contract";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";
import { quantileRanks } from "./quantile-interval.ts";
import { ratioOfSums, shareFigure } from "./ratio-interval.ts";
import type { ViewColumn, ViewFilter } from "./view-ports.ts";

/**
 * Fewer views than this give no figure. In the sandbox every view counts, so that a developer sees the first one;
 * there the missing interval tells that it is no basis for a decision.
 */
const minimumViews: Record<Environment, number> = { sandbox: 1, live: 20 };

const level = 0.95;
const quantiles: Record<PercentileMeasurement, number> = { p50: 0.5, p75: 0.75, p95: 0.95, p99: 0.99 };

interface Input extends MetricOverallQuery {
  readonly metric: MetricName;
  readonly environment: Environment;
}

interface Result extends Figure {
  readonly n: number;
  readonly measurement: string;
  readonly percentiles: MetricOverall["percentiles"];
}

/** One figure over all views of a time frame, with its n and its interval. */
export async function readMetric(services: Services, input: Input): Promise<MetricOverall> {
  const to = services.clock();
  const filter: ViewFilter = {
    environment: input.environment,
    from: to - input.hours * 3600 * 1000,
    // A beacon that arrives in this very millisecond counts.
    to: to + 1,
    asset_id: input.asset_id,
  };
  const minimum = minimumViews[input.environment];
  const result = await measure(services, input, filter);
  const enough = result.n >= minimum;
  return {
    metric: input.metric,
    unit: metricDefinitions[input.metric].unit,
    measurement: result.measurement,
    value: enough ? result.value : null,
    interval: enough ? result.interval : null,
    n: result.n,
    minimum_n: minimum,
    percentiles: enough ? result.percentiles : null,
    timeframe: { from: formatTime(filter.from), to: formatTime(to) },
  };
}

async function measure({ views }: Services, input: Input, filter: ViewFilter): Promise<Result> {
  switch (input.metric) {
    case "startup_time":
    case "player_startup_time":
    case "page_load_time":
      return percentiles(views, filter, `${input.metric}_ms`, input.measurement ?? "p50");
    case "rebuffer_ratio":
    case "rebuffer_frequency": {
      const sums = await views.rebufferSums(filter, input.metric === "rebuffer_ratio" ? "duration" : "count");
      const perMinute = input.metric === "rebuffer_frequency" ? 60_000 : 1;
      return { ...scale(ratioOfSums(sums), perMinute), n: sums.n, measurement: "ratio", percentiles: null };
    }
    case "playback_failure_rate":
    case "startup_failure_rate": {
      const n = await views.count(filter);
      const failed = await views.countFailed(filter, input.metric === "startup_failure_rate");
      return { ...shareFigure(failed, n), n, measurement: "ratio", percentiles: null };
    }
    case "views": {
      const n = await views.count(filter);
      return { value: n, interval: null, n, measurement: "count", percentiles: null };
    }
  }
}

async function percentiles(
  views: Services["views"],
  filter: ViewFilter,
  column: ViewColumn,
  measurement: PercentileMeasurement,
): Promise<Result> {
  const n = await views.countDefined(filter, column);
  if (n === 0) return { value: null, interval: null, n, measurement, percentiles: null };
  const ranks = percentileMeasurements.map((name) => quantileRanks(n, quantiles[name]));
  const wanted = ranks.flatMap(({ value, interval }) => [
    value,
    interval?.low ?? value,
    interval?.high ?? value,
  ]);
  const values = await views.valuesAt(filter, column, wanted);
  const figures = percentileMeasurements.map((name, i): [PercentileMeasurement, Figure] => {
    const [value = null, low = 0, high = 0] = values.slice(3 * i, 3 * i + 3);
    return [name, { value, interval: ranks[i]?.interval ? { level, low, high } : null }];
  });
  const all = Object.fromEntries(figures) as Record<PercentileMeasurement, Figure>;
  return { ...all[measurement], n, measurement, percentiles: all };
}

function scale(figure: Figure, factor: number): Figure {
  const { value, interval } = figure;
  return {
    value: value === null ? null : value * factor,
    interval: interval && { ...interval, low: interval.low * factor, high: interval.high * factor },
  };
}
