import type { ApiVersion, Event } from "@firstframe/contract";
import * as z from "zod";
import type { JsonSchema } from "../http/schema-of.ts";
import october from "../versions/shapes/2026-10-01.json" with { type: "json" };
import november from "../versions/shapes/2026-11-25.json" with { type: "json" };
import recordedEventData from "../versions/shapes/event-data.json" with { type: "json" };
import type { Shapes } from "../versions/shapes-of.ts";

/** What clients of each version rely on, as it was recorded. */
export const recordedShapes: Readonly<Record<ApiVersion, Shapes>> = {
  "2026-10-01": october as unknown as Shapes,
  "2026-11-25": november as unknown as Shapes,
};

/** By version and type of event: what its data may hold, as `name: kind`. */
export const eventData: Readonly<Record<ApiVersion, Readonly<Record<string, readonly string[]>>>> =
  recordedEventData;

/**
 * What of an answer is not as recorded: fields that are missing, of another kind, or beyond what is known.
 *
 * @param route such as `GET /v1/jobs/:id`
 */
export function findDeviations(version: ApiVersion, route: string, body: unknown): string[] {
  const schema = recordedShapes[version][route]?.response;
  if (schema === undefined) return [`${route} has no recorded answer in ${version}`];
  return deviationsFrom(schema, body);
}

/** As {@link findDeviations}, of one event as a webhook sends it. */
export function findEventDeviations(version: ApiVersion, event: unknown): string[] {
  const schema = recordedShapes[version]["GET /v1/events"]?.response?.properties?.data?.items;
  if (schema === undefined) return [`events have no recorded shape in ${version}`];
  const { type, data } = event as Event;
  const beyond = Object.entries(data)
    .map(([name, value]) => `${name}: ${value === null ? "null" : typeof value}`)
    .filter((field) => eventData[version][type]?.includes(field) === false);
  return [...deviationsFrom(schema, event), ...beyond.map((field) => `data of ${type}: ${field}`)];
}

function deviationsFrom(schema: JsonSchema, value: unknown): string[] {
  const result = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value);
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}
