import type { Interval } from "@firstframe/contract";
import { html, nothing, type TemplateResult } from "lit";

/** A figure and its interval on a scale from zero; a drawing of what the text beside it says. */
export function intervalBar(value: number, interval: Interval | null): TemplateResult {
  const end = Math.max(value, interval?.high ?? 0) * 1.1 || 1;
  const at = (amount: number) => `${((Math.max(0, amount) / end) * 100).toFixed(2)}%`;
  const band =
    interval === null
      ? nothing
      : html`<i class="band" style="inset-inline-start:${at(interval.low)};inline-size:${at(interval.high - interval.low)}"></i>`;
  return html`<div class="interval-bar" aria-hidden="true">
    ${band}<i class="mark" style="inset-inline-start:${at(value)}"></i>
  </div>`;
}
