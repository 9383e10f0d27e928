import { html, nothing, type TemplateResult } from "lit";
import { ApiFailure } from "../api-failure.ts";

/** Nothing to show yet, and what to do about it. */
export function emptyNotice(title: string, advice: TemplateResult | string): TemplateResult {
  return html`<div class="card notice empty"><p class="notice-title">${title}</p><p>${advice}</p></div>`;
}

/** What went wrong, in the API's words, with the id that its logs know it by. */
export function failureNotice(failure: unknown, retry: () => void): TemplateResult {
  const message = failure instanceof Error ? failure.message : String(failure);
  const requestId = failure instanceof ApiFailure ? failure.requestId : null;
  return html`<div class="card notice failure" role="alert">
    <p class="notice-title">This could not be loaded</p>
    <p>${message}</p>
    ${requestId === null ? nothing : html`<p class="quiet">Request <code>${requestId}</code></p>`}
    <button type="button" @click=${retry}>Retry</button>
  </div>`;
}
