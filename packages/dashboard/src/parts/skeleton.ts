import { html, type TemplateResult } from "lit";

/** Stands in for a page's content until it arrives. */
export function skeleton(): TemplateResult {
  return html`<div class="skeleton" role="status">
    <span class="visually-hidden">Loading…</span>
    <div class="cards" aria-hidden="true">${[1, 2, 3, 4].map(() => html`<div class="card shimmer"></div>`)}</div>
    <div class="card shimmer tall" aria-hidden="true"></div>
  </div>`;
}
