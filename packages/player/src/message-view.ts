import { html, type TemplateResult } from "lit";
import { alertIcon, filmIcon, waitIcon } from "./icons.ts";
import type { PlayerError } from "./player-error.ts";
import { strings } from "./strings.ts";

/** Covers the picture with what went wrong and, where it can help, a button to try again. */
export function errorView(error: PlayerError, retry: () => void): TemplateResult {
  const waiting = error.code === "not_ready";
  return html`<div class="message" part="error" role=${waiting ? "status" : "alert"}>
    <slot name="error">
      ${waiting ? waitIcon : alertIcon}
      <p class="title">${error.message}</p>
      <p class="advice">${error.advice}</p>
    </slot>
    ${waiting ? null : html`<button part="retry" type="button" @click=${retry}>${strings.retry}</button>`}
  </div>`;
}

/** What shows while there is nothing to play. */
export function emptyView(): TemplateResult {
  return html`<div class="message" part="empty">
    <slot name="empty">
      ${filmIcon}
      <p class="title">${strings.emptyTitle}</p>
      <p class="advice">${strings.emptyAdvice}</p>
    </slot>
  </div>`;
}
