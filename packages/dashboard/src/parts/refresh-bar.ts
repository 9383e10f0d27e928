import { html, nothing, type TemplateResult } from "lit";
import { formatAgo } from "../format-time.ts";

interface RefreshState {
  /** Milliseconds since the epoch; null before the first load. */
  readonly updatedAt: number | null;
  readonly now: number;
  readonly paused: boolean;
  /** The last refresh failed, and what is shown is older. */
  readonly stale: boolean;
  readonly toggle: () => void;
  readonly refresh: () => void;
}

/** How fresh the page is, with its controls. */
export function refreshBar({ updatedAt, now, paused, stale, toggle, refresh }: RefreshState): TemplateResult {
  const age = updatedAt === null ? nothing : `updated ${formatAgo(updatedAt, now)}`;
  return html`<div class="refresh-bar">
    <span class=${stale ? "bad-text" : "quiet"} data-field="updated">${age}</span>
    <button type="button" class="plain" @click=${refresh}>Refresh</button>
    <button type="button" class="plain" @click=${toggle}>${paused ? "Resume" : "Pause"}</button>
  </div>`;
}
