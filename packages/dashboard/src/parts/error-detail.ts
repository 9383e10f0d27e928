import { html, nothing, type TemplateResult } from "lit";

interface Failure {
  readonly code: string;
  readonly message: string;
  /** What the tools said, for operators. */
  readonly detail?: string | null;
}

/** Why something failed, with what the tools said folded away; nothing where it did not. */
export function errorDetail(error: Failure | null): TemplateResult | typeof nothing {
  if (error === null) return nothing;
  const { detail = null } = error;
  return html`<div class="card notice failure">
    <p class="notice-title">${error.code}</p>
    <p>${error.message}</p>
    ${detail === null ? nothing : html`<details><summary>What the tools said</summary><pre tabindex="0">${detail}</pre></details>`}
  </div>`;
}
