import type { Event } from "@firstframe/contract";
import { html, nothing, type TemplateResult } from "lit";
import { formatDuration } from "../format-duration.ts";
import { elapsedMs, formatTimestamp } from "../format-time.ts";
import { emptyNotice } from "./notice.ts";

/** Events in the order in which they happened, each with the time since the first. */
export function eventTimeline(events: readonly Event[]): TemplateResult {
  const ordered = [...events].sort((a, b) => a.sequence - b.sequence);
  const first = ordered[0];
  if (first === undefined) return emptyNotice("No events.", "Every change of this asset shows here.");
  return html`<ol class="card timeline">
    ${ordered.map(
      (event) => html`<li data-event-type=${event.type} class=${toneOf(event)}>
        <span class="event-type">${event.type}</span>
        <span class="event-detail">${detailOf(event)}</span>
        <time datetime=${event.created_at} title=${formatTimestamp(event.created_at, true)}
          >+${formatDuration(Math.max(0, elapsedMs(first.created_at, event.created_at) ?? 0))}</time
        >
      </li>`,
    )}
  </ol>`;
}

function toneOf({ type }: Event): string {
  if (type.endsWith(".failed") || type.endsWith(".expired")) return "bad";
  return type === "asset.ready" || type === "asset.playable" ? "good" : "neutral";
}

/** The plain values of an event's data, and lists of them; what is nested deeper is for programs. */
function detailOf({ data }: Event): string | typeof nothing {
  const plain = Object.entries(data).flatMap(([name, value]) => {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    const isPlain =
      values.length > 0 && values.every((one) => ["string", "number", "boolean"].includes(typeof one));
    return isPlain ? [`${name} ${values.join(" ")}`] : [];
  });
  return plain.length === 0 ? nothing : plain.join(" · ");
}
