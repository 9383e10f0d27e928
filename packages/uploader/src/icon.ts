import { html, svg, type TemplateResult } from "lit";

/** An arrow out of a tray. */
export const uploadIcon = "M12 16V4m0 0 4.5 4.5M12 4 7.5 8.5M4 15v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3";

/** A line icon, 24 × 24, in the colour of the text; the text beside it or the button's label says what it means. */
export function icon(outline: string): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${svg`<path d=${outline}></path>`}
  </svg>`;
}
