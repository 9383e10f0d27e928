import type { ApiVersion, Event } from "@firstframe/contract";
import type { Route } from "../http/route.ts";
import { changesSince } from "./all-changes.ts";
import { convertAt } from "./convert-at.ts";
import { responseShifts } from "./shifts.ts";

type Named = Pick<Route, "method" | "path">;

/** An answer in the current shape, as clients of the version know it. */
export function responseInVersion(route: Named, version: ApiVersion, body: unknown): unknown {
  let shown = body;
  for (const { places, convert } of changesSince(version).flatMap(responseShifts)) {
    for (const path of places[nameOf(route)] ?? []) shown = convertAt(shown, path, convert);
  }
  return shown;
}

/** A request's body as a client of the version sent it, in the current shape. */
export function requestFromVersion(route: Named, version: ApiVersion, body: unknown): unknown {
  let read = body;
  // Here it goes from the oldest change to the newest.
  for (const { request } of changesSince(version).toReversed()) {
    for (const path of request?.places[nameOf(route)] ?? []) {
      if (request !== undefined) read = convertAt(read, path, request.convert);
    }
  }
  return read;
}

/**
 * An event in the current shape, as clients of the version know it: what a webhook sends.
 *
 * @param version as stored; one that is no longer known gets the oldest shape that is
 */
export function eventInVersion(event: Event, version: string): unknown {
  let shown: unknown = event;
  for (const { event: change } of changesSince(version)) {
    if (change !== undefined) shown = change.convert(shown as Event);
  }
  return shown;
}

/** How changes name a route. */
export function nameOf({ method, path }: Named): string {
  return `${method} ${path}`;
}
