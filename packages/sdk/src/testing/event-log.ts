import type { Event, EventType } from "@firstframe/contract";
import type { EventPage } from "../resources/events.ts";
import { makeEvent } from "./make-event.ts";

/** `GET /v1/events` over events in memory, as the API answers it. */
export function createEventLog(...types: EventType[]) {
  const events: Event[] = [];
  const log = {
    events,
    /** Number of pages that were read. */
    reads: 0,
    /** Sequence numbers rise, and leave gaps. */
    append(type: EventType = "asset.ready"): Event {
      const event = makeEvent((events.at(-1)?.sequence ?? 0) + (events.length % 3) + 1, type);
      events.push(event);
      return event;
    },
    /** @param url path and query */
    page(url: string): EventPage {
      log.reads++;
      const query = new URL(url, "http://log").searchParams;
      const after = Number(query.get("after") ?? 0);
      const limit = Number(query.get("limit") ?? 100);
      const wanted = query.get("types")?.split(",");
      const data = events
        .filter(({ sequence, type }) => sequence > after && (wanted?.some((one) => fits(one, type)) ?? true))
        .slice(0, limit);
      const last = data.at(-1);
      return data.length === limit && last
        ? { data, next_cursor: String(last.sequence), read_up_to: last.sequence }
        : { data, next_cursor: null, read_up_to: events.at(-1)?.sequence ?? 0 };
    },
  };
  for (const type of types) log.append(type);
  return log;
}

export type EventLog = ReturnType<typeof createEventLog>;

function fits(pattern: string, type: string): boolean {
  return pattern.endsWith(".*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}
