import type { Budget, KeyBudget } from "../domain/budget.ts";
import type { Route } from "./route.ts";

/** What a route says of who may call it, and how often. */
export type Declared = Pick<Route, "access" | "method" | "budget">;

/**
 * What requests to a route count against: what the route says, else `read` or `write` by its method, `page` for callers without a
 * key; null, which is no limit, for media workers: they do what was granted to others.
 */
export function budgetOf(route: Declared): Budget | null {
  const { access } = route;
  if (access === "media") return null;
  if (access === "open") return "page";
  if ("token" in access) return access.token === "task" ? null : "page";
  return keyBudgetOf(route);
}

/** What a key's requests to a route count against. */
export function keyBudgetOf({ method, budget }: Declared): KeyBudget {
  return budget ?? (method === "GET" ? "read" : "write");
}
