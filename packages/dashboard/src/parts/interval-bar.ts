import type { Interval } from "@firstframe/contract";
import { html, nothing, svg, type TemplateResult } from "lit";

/** A figure and its interval on a scale from zero; a drawing of what the text beside it says. */
export function intervalBar(value: number, interval: Interval | null): TemplateResult {
  const end = Math.max(value, interval?.high ?? 0) * 1.1 || 1;
  const at = (amount: number) => `${((Math.max(0, amount) / end) * 100).toFixed(2)}%`;
  const band =
    interval === null
      ? nothing
      : svg`<rect class="band" x=${at(interval.low)} y="3" width=${at(interval.high - interval.low)} height="6" rx="3" />`;
  return html`<svg class="interval-bar" width="100%" height="12" aria-hidden="true">
    <rect class="track" y="3" width="100%" height="6" rx="3" />
    ${band}
    <line x1=${at(value)} x2=${at(value)} y1="0" y2="12" />
  </svg>`;
}
