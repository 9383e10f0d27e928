import { defaultHours, knownHours } from "./time-range.ts";

/** What the address bar asks for. Ids and cursors are as written there: the API judges them. */
export type Route =
  | { readonly page: "overview"; readonly hours: number }
  | { readonly page: "views" | "assets" | "jobs"; readonly cursor: string | null }
  | { readonly page: "view" | "asset"; readonly id: string }
  | { readonly page: "unknown" };

/** Reads a fragment such as `#/assets?cursor=…`; an empty one is the overview. */
export function parseRoute(fragment: string): Route {
  const [path = "", search = ""] = fragment.replace(/^#\/?/, "").split("?", 2);
  const parameters = new URLSearchParams(search);
  const [section, id, ...rest] = path.split("/").filter((part) => part !== "");
  if (rest.length > 0) return { page: "unknown" };
  switch (section) {
    case undefined:
      return { page: "overview", hours: knownHours(Number(parameters.get("hours") ?? defaultHours)) };
    case "views":
      return id === undefined
        ? { page: "views", cursor: parameters.get("cursor") }
        : { page: "view", id: decoded(id) };
    case "assets":
      return id === undefined
        ? { page: "assets", cursor: parameters.get("cursor") }
        : { page: "asset", id: decoded(id) };
    case "jobs":
      return id === undefined ? { page: "jobs", cursor: parameters.get("cursor") } : { page: "unknown" };
    default:
      return { page: "unknown" };
  }
}

/** The fragment of a route; the inverse of {@link parseRoute}. */
export function hrefOf(route: Exclude<Route, { page: "unknown" }>): string {
  switch (route.page) {
    case "overview":
      return route.hours === defaultHours ? "#/" : `#/?hours=${route.hours}`;
    case "view":
    case "asset":
      return `#/${route.page}s/${encodeURIComponent(route.id)}`;
    case "views":
    case "assets":
    case "jobs":
      return `#/${route.page}${route.cursor === null ? "" : `?${new URLSearchParams({ cursor: route.cursor })}`}`;
  }
}

/** The entry of the navigation that a route belongs to; null for none. */
export function sectionOf(route: Route): "overview" | "views" | "assets" | "jobs" | null {
  switch (route.page) {
    case "view":
      return "views";
    case "asset":
      return "assets";
    case "unknown":
      return null;
    default:
      return route.page;
  }
}

/** A stray % in an address that somebody typed is no reason to fail. */
function decoded(part: string): string {
  return /%(?![0-9a-f]{2})/i.test(part) ? part : decodeURIComponent(part);
}
