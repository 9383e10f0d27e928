import { scopes } from "@firstframe/contract/constants";
import { describe, expect, it } from "vitest";
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

describe("a route", () => {
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
