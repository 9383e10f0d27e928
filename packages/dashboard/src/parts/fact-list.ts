import { html, type TemplateResult } from "lit";

/** A name and what it is; null is shown as a dash. */
export type Fact = readonly [name: string, value: TemplateResult | string | number | null];

/** Names with their values, in columns where there is room. */
export function factList(facts: readonly Fact[]): TemplateResult {
  return html`<dl class="facts card">
    ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value ?? "–"}</dd></div>`)}
  </dl>`;
}
