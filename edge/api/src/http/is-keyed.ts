import type { Route } from "./route.ts";

/** Whether a secret key opens the route: such routes have versions, and whoever calls them has a name. */
export function isKeyed({ access }: Pick<Route, "access">): boolean {
  return typeof access === "object" && "scope" in access;
}
