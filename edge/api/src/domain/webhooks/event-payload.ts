import type { ApiVersion, Event } from "@firstframe/contract";

/** An event as the receivers of one version of the API know it: the `data` of a message. */
export function eventPayload(event: Event, _version: ApiVersion): object {
  return event;
}
