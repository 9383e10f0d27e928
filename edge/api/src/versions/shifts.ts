import type { Event } from "@firstframe/contract";
import type { Shift, VersionChange } from "./version-change.ts";

/** The log is read as it is sent. */
const eventPlaces = { "GET /v1/events": ["data.*"] };

/** What a change does to answers: to resources, and to events in the log. */
export function responseShifts({ response, event }: VersionChange): Shift[] {
  const inLog = event && {
    places: eventPlaces,
    convert: (object: object) => event.convert(object as Event),
    olderSchema: event.olderSchema,
  };
  return [...(response ? [response] : []), ...(inLog ? [inLog] : [])];
}
