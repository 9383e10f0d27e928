import type { Event, EventListQuery } from "@firstframe/contract";
import { type ConsumeEvents, createEventConsumer, type EventConsumer } from "../event-consumer.ts";
import { type EventPattern, matchesTypes } from "../event-pattern.ts";
import { createList, type List, type Page } from "../list.ts";
import type { RequestOptions, Send } from "../request.ts";

export interface ListEvents extends Partial<Omit<EventListQuery, "types" | "cursor">> {
  /** Only of these, such as `asset.ready`; `asset.*` stands for all of a kind. */
  readonly types?: readonly EventPattern[] | undefined;
}

export interface EventPage extends Page<Event> {
  /**
   * No event that was asked for is missing up to this sequence number: go on from it, also where nothing was found. Less than
   * `after` where that is beyond the end of the log; earlier deployments leave it out.
   */
  readonly read_up_to?: number | undefined;
}

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
  list({ types, ...query }: ListEvents = {}, options?: RequestOptions): List<Event, EventPage> {
    const start = query.after === undefined ? undefined : String(query.after);
    const filter = types === undefined ? {} : { types: types.join(",") };
    return createList(start, (after) =>
      this.#send({ method: "GET", path: "/v1/events", query: { ...query, ...filter, after }, options }),
    );
  }

  /**
   * Deals with every event in order, whether webhooks tell of it or not: each one at least once, none left out, and after a
   * crash or a failure on from where it was. Scope: `events:read`.
   *
   * @param options of the requests; aborting its signal stops the consumer between two events
   */
  consume({ store, handle, ...query }: ConsumeEvents, options: RequestOptions = {}): EventConsumer {
    return createEventConsumer({
      store,
      handle,
      wants: (event) => matchesTypes(query.types, event.type) && matchesAsset(query.asset_id, event),
      readAfter: (after) => this.list({ ...query, after }, options).page(),
      signal: options.signal,
    });
  }
}

function matchesAsset(assetId: string | undefined, event: Event): boolean {
  return assetId === undefined || event.asset_id === assetId;
}
