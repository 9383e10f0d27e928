import { describe, expect, it } from "vitest";
import { hrefOf, parseRoute, type Route } from "./router.ts";

describe("parseRoute", () => {
  it.each<[string, Route]>([
    ["", { page: "overview", hours: 24 }],
    ["#", { page: "overview", hours: 24 }],
    ["#/?hours=1", { page: "overview", hours: 1 }],
    ["#/?hours=5", { page: "overview", hours: 24 }],
    ["#/?hours=x", { page: "overview", hours: 24 }],
    ["#/assets", { page: "assets", cursor: null }],
    ["#/assets/?cursor=a%2Bb", { page: "assets", cursor: "a+b" }],
    ["#/assets/ast_1", { page: "asset", id: "ast_1" }],
    ["#/views/%", { page: "view", id: "%" }],
    ["#/jobs/job_1", { page: "unknown" }],
    ["#/assets/a/b", { page: "unknown" }],
    ["#/nowhere", { page: "unknown" }],
  ])("reads %s", (fragment, route) => {
    expect(parseRoute(fragment)).toEqual(route);
  });
});

describe("hrefOf", () => {
  it.each<Exclude<Route, { page: "unknown" }>>([
    { page: "overview", hours: 24 },
    { page: "overview", hours: 168 },
    { page: "views", cursor: null },
    { page: "jobs", cursor: "a+b/c=" },
    { page: "view", id: "viw_1" },
    { page: "asset", id: "ä/ %" },
  ])("is read back as $page", (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });
});
