import type { ApiVersion } from "@firstframe/contract";
import type { JsonSchema } from "../http/schema-of.ts";
import { allRoutes } from "../routes/all-routes.ts";
import { nameOf } from "./bodies-in-version.ts";
import { schemasInVersion } from "./schemas-in-version.ts";

/** By route: JSON Schemas of its query, its body and its answer. */
export type Shapes = Readonly<Record<string, ReturnType<typeof schemasInVersion>>>;

/** The shapes that clients of a version rely on, as the code has them now. Media workers come with the deployment: they have no versions. */
export function shapesOf(version: ApiVersion): Shapes {
  const routes = allRoutes.filter(({ path }) => !path.startsWith("/internal/"));
  return Object.fromEntries(
    routes.map((route) => [nameOf(route), brief(schemasInVersion(route, version)) as Shapes[string]]),
  );
}

/** In one order, and without the long pattern of times, which `format` says already. */
function brief(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(brief);
  if (typeof value !== "object" || value === null) return value;
  const { pattern, required, ...rest } = value as JsonSchema;
  const kept = {
    ...rest,
    ...(pattern !== undefined && rest.format !== "date-time" && { pattern }),
    ...(Array.isArray(required) && { required: required.toSorted() }),
  };
  const entries = Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, brief(part)]));
}
