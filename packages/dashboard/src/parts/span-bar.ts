import { html, nothing, svg, type TemplateResult } from "lit";
import type { TimeSpan } from "../time-span.ts";

/** When something ran, drawn within the whole; a drawing of what the columns beside it say. */
export function spanBar(span: TimeSpan | null, tone: "good" | "bad" | "busy" | "quiet"): TemplateResult {
  const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
  const bar =
    span === null
      ? nothing
      : svg`<rect class=${tone} x=${percent(Math.min(span.start, 0.98))} y="2" width=${percent(Math.max(0.02, span.end - span.start))} height="8" rx="2" />`;
  return html`<svg class="span-bar" width="100%" height="12" aria-hidden="true">
    <rect class="track" y="5" width="100%" height="2" rx="1" />
    ${bar}
  </svg>`;
}
