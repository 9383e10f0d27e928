/** What the address bar's fragment asks for. */
export type Route =
  | { readonly page: "overview"; readonly hours: number }
  | { readonly page: "view" | "asset" | "job"; readonly id: string }
  | { readonly page: "assets" | "jobs" | "not-found" };

/** The time ranges that the overview offers, in hours. */
export const timeRanges = [
  { hours: 1, label: "1 h" },
  { hours: 24, label: "24 h" },
  { hours: 24 * 7, label: "7 d" },
  { hours: 24 * 30, label: "30 d" },
] as const;

const defaultHours = 24;

/** Reads a location's hash, such as `#/views/viw_…` or `#/?hours=168`. */
export function parseRoute(hash: string): Route {
  const url = new URL(hash.replace(/^#/, "") || "/", "https://dashboard.invalid/");
  const [section = "", id, ...rest] = url.pathname.split("/").slice(1);
  if (rest.length > 0) return { page: "not-found" };
  if (section === "" && id === undefined) return { page: "overview", hours: readHours(url.searchParams) };
  if (section === "views" && id) return { page: "view", id: decode(id) };
  if (section === "assets") return id ? { page: "asset", id: decode(id) } : { page: "assets" };
  if (section === "jobs") return id ? { page: "job", id: decode(id) } : { page: "jobs" };
  return { page: "not-found" };
}

/** The hash that {@link parseRoute} reads back as the same route. */
export function routeHref(route: Route): string {
  switch (route.page) {
    case "overview":
      return route.hours === defaultHours ? "#/" : `#/?hours=${route.hours}`;
    case "view":
      return `#/views/${encodeURIComponent(route.id)}`;
    case "asset":
      return `#/assets/${encodeURIComponent(route.id)}`;
    case "job":
      return `#/jobs/${encodeURIComponent(route.id)}`;
    case "assets":
    case "jobs":
    case "not-found":
      return `#/${route.page}`;
  }
}

const titles: Record<Route["page"], string> = {
  overview: "Overview",
  view: "View",
  assets: "Assets",
  asset: "Asset",
  jobs: "Jobs",
  job: "Job",
  "not-found": "Page not found",
};

/** What a route is called, before anything of it is loaded. */
export function routeTitle(route: Route): string {
  return titles[route.page];
}

/** The default overview. */
export const home: Route = { page: "overview", hours: defaultHours };

function readHours(query: URLSearchParams): number {
  const hours = Number(query.get("hours"));
  return timeRanges.some((range) => range.hours === hours) ? hours : defaultHours;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    if (cause instanceof URIError) return part;
    throw cause;
  }
}
