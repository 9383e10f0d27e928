import { html, type TemplateResult } from "lit";

const shownCharacters = 8;

/** The beginning of an id, enough to tell two apart; the whole is in the tooltip. A link when `href` is given. */
export function shortId(id: string, href?: string): TemplateResult {
  const start = id.indexOf("_") + 1 + shownCharacters;
  const text = id.length > start ? `${id.slice(0, start)}…` : id;
  return href === undefined
    ? html`<code title=${id}>${text}</code>`
    : html`<a href=${href} title=${id}><code>${text}</code></a>`;
}
