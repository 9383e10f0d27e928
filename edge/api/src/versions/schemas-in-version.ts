import type { ApiVersion } from "@firstframe/contract";
import type { Route } from "../http/route.ts";
import { type JsonSchema, schemaOf } from "../http/schema-of.ts";
import { changesSince } from "./all-changes.ts";
import { nameOf } from "./bodies-in-version.ts";
import { convertSchemaAt } from "./convert-at.ts";
import { responseShifts } from "./shifts.ts";

interface RouteSchemas {
  readonly query?: JsonSchema;
  readonly body?: JsonSchema;
  readonly response?: JsonSchema;
}

/** What a route takes and answers, as clients of the version know it. */
export function schemasInVersion(route: Route, version: ApiVersion): RouteSchemas {
  const changes = changesSince(version);
  const requests = changes.flatMap(({ request }) => request ?? []);
  const { request = {}, response } = route;
  return {
    ...(request.query && { query: schemaOf(request.query, "input") }),
    ...(request.body && { body: older(route, schemaOf(request.body, "input"), requests) }),
    ...(response && {
      response: older(route, schemaOf(response, "output"), changes.flatMap(responseShifts)),
    }),
  };
}

function older(route: Route, schema: JsonSchema, shifts: ReturnType<typeof responseShifts>): JsonSchema {
  let shown = schema;
  for (const { places, olderSchema } of shifts) {
    for (const path of places[nameOf(route)] ?? []) shown = convertSchemaAt(shown, path, olderSchema);
  }
  return shown;
}

/** Those of the schemas that clients of the version know otherwise than the current one has them. */
export function changedSchemas(route: Route, version: ApiVersion): Pick<RouteSchemas, "body" | "response"> {
  const changes = changesSince(version);
  const { body, response } = schemasInVersion(route, version);
  const concerns = (shifts: readonly { readonly places: Readonly<Record<string, unknown>> }[]) =>
    shifts.some(({ places }) => nameOf(route) in places);
  return {
    ...(body && concerns(changes.flatMap(({ request }) => request ?? [])) && { body }),
    ...(response && concerns(changes.flatMap(responseShifts)) && { response }),
  };
}
