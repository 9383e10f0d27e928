import type { Event, EventListQuery } from "@firstframe/contract";
import { createList, type List } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

/** Everything that happened, in order. */
export class Events {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * Oldest first, from after the sequence number `after`; iterating ends once caught up. Keep the `sequence` of
   * the last event that you dealt with, and go on from there. Scope: `events:read`.
   */
  list(query: Partial<EventListQuery> = {}, options?: RequestOptions): List<Event> {
    const start = query.after === undefined ? undefined : String(query.after);
    return createList(start, (after) =>
      this.#send({ method: "GET", path: "/v1/events", query: { ...query, after }, options }),
    );
  }
}
