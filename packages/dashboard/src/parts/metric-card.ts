import type { MetricOverall } from "@firstframe/contract";
import { metricDefinitions, percentileMeasurements } from "@firstframe/contract/constants";
import { html, nothing, type TemplateResult } from "lit";
import { formatFigure, formatInterval } from "../format-figure.ts";
import { intervalBar } from "./interval-bar.ts";

/** One metric over a time range: its value, from how many views, how certain, and what it means. */
export function metricCard(overall: MetricOverall): TemplateResult {
  const { metric, value, interval, unit, n } = overall;
  const { title, description, kind } = metricDefinitions[metric];
  return html`<article class="card metric" data-metric=${metric} data-value=${value ?? ""} data-n=${n}>
    <h3>${title}${kind === "percentile" ? html` <span class="quiet">${overall.measurement}</span>` : nothing}</h3>
    <p class="value">${value === null ? html`<span class="quiet" aria-label="no figure">–</span>` : formatFigure(value, unit)}</p>
    ${value === null || kind === "count" ? nothing : intervalBar(value, interval)}
    ${evidence(overall).map((line) => html`<p class="evidence">${line}</p>`)}
    ${overall.percentiles === null || value === null ? nothing : percentiles(overall)}
    <p class="explanation">${description}</p>
  </article>`;
}

/** What the figure rests on, or why there is none; a line each. */
function evidence(overall: MetricOverall): readonly string[] {
  const { metric, value, interval, unit, n, minimum_n } = overall;
  if (n === 0) return ["no views in this time range"];
  if (metricDefinitions[metric].kind === "count") return ["in this time range"];
  const from = `from ${formatFigure(n, "count")} ${n === 1 ? "view" : "views"}`;
  if (value === null) return [from, `a figure needs ${minimum_n}`];
  return [from, interval === null ? "too few views for an interval" : formatInterval(interval, unit)];
}

function percentiles({ percentiles: figures, measurement, unit }: MetricOverall): TemplateResult {
  return html`<dl class="percentiles">
    ${percentileMeasurements
      .filter((name) => name !== measurement)
      .map((name) => {
        const figure = figures?.[name];
        const shown = figure?.value == null ? "too few views" : formatFigure(figure.value, unit);
        const certainty = figure?.interval ? formatInterval(figure.interval, unit) : "no interval";
        return html`<div title=${certainty}><dt>${name}</dt><dd data-percentile=${name}>${shown}</dd></div>`;
      })}
  </dl>`;
}
