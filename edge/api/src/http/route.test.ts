import { scopes } from "@firstframe/contract/constants";
import { inspectRoutes } from "hono/dev";
import { describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { budgets, keyBudgets } from "../domain/budget.ts";
import { allRoutes } from "../routes/all-routes.ts";
import { budgetOf } from "./budget-of.ts";
import { type Route, route } from "./route.ts";

const rest = {
  method: "GET",
  path: "/v1/things",
  tag: "Things",
  summary: "Things",
  status: 200,
  response: null,
  handle: async () => null,
} as const;

/** What is served without a declaration, and why whoever calls it needs no scope. */
const undeclared: Readonly<Record<string, string>> = {
  "OPTIONS /v1/tus/*": "tells what tus can do here, which is the same for everybody",
  "ALL /v1/tus/:id?": "asks for the upload's token (admit-upload.ts)",
  "GET /play/:grant/:path{.+}": "the grant in the path entitles (resolve-grant.ts)",
  "POST /dashboard/session": "asks for a key, in the body",
  "GET /dashboard/session": "asks for the session's cookie",
  "DELETE /dashboard/session": "forgets the cookie of whoever asks, and nothing else",
  "GET /dashboard/*": "files of a page, without anybody's data",
  "GET /openapi.json": "describes the API, without anybody's data",
  "GET /docs/errors": "a page of the documentation",
  "GET /docs/versions": "a page of the documentation",
  "GET /docs/compatibility": "a page of the documentation",
  "GET /docs/compatibility.json": "a page of the documentation",
  "GET /docs/*": "pages of the documentation",
  "GET /docs": "leads to the documentation",
  "GET /": "leads to the documentation",
};

/** What an app serves, by method and path; that a path does not have a method is no service. */
function servedBy(app: ReturnType<typeof createApp>): string[] {
  return inspectRoutes(app)
    .filter(({ isMiddleware, name }) => !isMiddleware && name !== "refuseOtherMethod")
    .map(({ method, path }) => `${method} ${path}`);
}

describe("a route", () => {
  const build = () => createApp(() => expect.unreachable("nothing is asked for"));
  const known = [...allRoutes.map(({ method, path }) => `${method} ${path}`), ...Object.keys(undeclared)];

  it("is declared with who may call it, or is among those that need no scope, with the reason", () => {
    expect(servedBy(build()).sort()).toEqual(known.sort());
  });

  it("that is served without a declaration is found", () => {
    const app = build();
    app.get("/v1/undeclared", (context) => context.json({}));
    app.all("/v1/assets", (context) => context.json({}));
    const found = servedBy(app).filter((each) => !known.includes(each));
    expect(found).toEqual(["GET /v1/undeclared", "ALL /v1/assets"]);
  });

  it("does not compile without who may call it, or with what there is not", () => {
    // @ts-expect-error: nobody forgets who may call it
    route({ ...rest });
    // @ts-expect-error: there is no such scope
    route({ ...rest, access: { scope: "things:read" } });
    // @ts-expect-error: there is no such budget
    route({ ...rest, access: { scope: "assets:read" }, budget: "things" });
    // @ts-expect-error: the budgets of addresses are not for keys
    route({ ...rest, access: { scope: "assets:read" }, budget: "page" });
    expect(route({ ...rest, access: { scope: "assets:read" } })).toBeDefined();
  });

  it.each(allRoutes.map((each) => [`${each.method} ${each.path}`, each] as const))(
    "%s says who may call it and what that counts against",
    (_, { access, path, method, budget }) => {
      const counted = budgetOf({ access, method, ...(budget ? { budget } : {}) });
      if (path.startsWith("/internal/")) {
        expect(access === "media" || access).toEqual(access === "media" ? true : { token: "task" });
        expect(counted).toBeNull();
      } else if (typeof access === "object" && "scope" in access) {
        expect(scopes).toContain(access.scope);
        expect(keyBudgets).toContain(counted);
        // What only looks takes a scope that only looks.
        if (method === "GET") expect(access.scope).toMatch(/:read$/);
        else expect(access.scope).not.toMatch(/:read$/);
      } else {
        expect(counted).toBe("page");
      }
      expect([...budgets, null]).toContain(counted);
    },
  );

  it("without a declaration is found at run time too", () => {
    const undeclared = { ...rest } as unknown as Route;
    expect(() => budgetOf(undeclared)).toThrow();
  });

  it("that makes work for the media workers is heavy", () => {
    const heavy = allRoutes.filter((each) => each.heavy).map(({ method, path }) => `${method} ${path}`);
    expect(heavy).toEqual(expect.arrayContaining(["POST /v1/uploads", "POST /v1/assets"]));
    const retries = allRoutes.filter(({ path }) => path === "/v1/jobs/:id/retry");
    expect(retries.every((each) => each.heavy)).toBe(true);
  });
});
