import { html, type TemplateResult } from "lit";
import { formatAgo, formatTimestamp } from "../format-time.ts";

/** How long ago, with the exact time in the tooltip. A link when `href` is given. */
export function timeCell(timestamp: string, now: number, href?: string): TemplateResult {
  const time = html`<time datetime=${timestamp} title=${formatTimestamp(timestamp)}>${formatAgo(Date.parse(timestamp), now)}</time>`;
  return href === undefined ? time : html`<a href=${href}>${time}</a>`;
}
