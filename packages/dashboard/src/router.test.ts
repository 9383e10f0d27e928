import { describe, expect, it } from "vitest";
import { home, parseRoute, type Route, routeHref } from "./router.ts";

describe("parseRoute", () => {
  it.each<Route>([
    home,
    { page: "overview", hours: 168 },
    { page: "view", id: "viw_1" },
    { page: "assets" },
    { page: "asset", id: "ast_1/é%" },
    { page: "jobs" },
    { page: "job", id: "job_1" },
    { page: "not-found" },
  ])("reads back what routeHref wrote: %o", (route) => {
    expect(parseRoute(routeHref(route))).toEqual(route);
  });

  it("shows the overview where nothing is asked for", () => {
    expect(parseRoute("")).toEqual(home);
    expect(parseRoute("#")).toEqual(home);
  });

  it("falls back to a day for a range that is not offered", () => {
    expect(parseRoute("#/?hours=9999")).toEqual(home);
    expect(parseRoute("#/?hours=x")).toEqual(home);
  });

  it.each(["#/nope", "#/views", "#/assets/a/b", "#/jobs/a/b"])("knows no %s", (hash) => {
    expect(parseRoute(hash)).toEqual({ page: "not-found" });
  });

  it("keeps an id that is not well encoded", () => {
    expect(parseRoute("#/assets/%zz")).toEqual({ page: "asset", id: "%zz" });
  });
});
