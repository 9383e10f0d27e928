import { html } from "lit";

/** A play symbol in a frame. */
export const filmIcon = html`<svg viewBox="0 0 48 48" width="48" height="48" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linejoin="round" aria-hidden="true">
  <rect x="5" y="9" width="38" height="30" rx="4" />
  <path d="M20 18.5v11l9-5.5z" />
</svg>`;

/** An exclamation mark in a circle. */
export const alertIcon = html`<svg viewBox="0 0 48 48" width="48" height="48" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linecap="round" aria-hidden="true">
  <circle cx="24" cy="24" r="18" />
  <path d="M24 15v11M24 32.5v.1" stroke-width="3" />
</svg>`;

/** An hourglass. */
export const waitIcon = html`<svg viewBox="0 0 48 48" width="48" height="48" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
  <path d="M14 7h20M14 41h20M17 7v6c0 5 7 8 7 11s-7 6-7 11v6M31 7v6c0 5-7 8-7 11s7 6 7 11v6" />
</svg>`;
