import { html, svg, type TemplateResult } from "lit";

const paths = {
  upload: "M12 16V4m0 0 4.5 4.5M12 4 7.5 8.5M4 15v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3",
  video:
    "M4 6.5A1.5 1.5 0 0 1 5.5 5h8A1.5 1.5 0 0 1 15 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 17.5zM15 10l5-3v10l-5-3",
  pause: "M9 6v12M15 6v12",
  resume: "M8 5.5v13l10-6.5z",
  retry: "M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  done: "M5 12.5l4.5 4.5L19 7.5",
  failed: "M12 7v6m0 3.5v.01M12 3.5 21 19.5H3z",
} as const;

export type IconName = keyof typeof paths;

/** A line icon, 24 × 24, in the colour of the text; the text beside it or the button's label says what it means. */
export function icon(name: IconName): TemplateResult {
  return html`<svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${svg`<path d=${paths[name]}></path>`}
  </svg>`;
}
