import type { MiddlewareHandler } from "hono";
import { ProblemError } from "./problem-response.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses what a page of another site has a visitor's browser do here (cross-site request forgery). */
export const refuseOtherSites: MiddlewareHandler = async ({ req }, next) => {
  const origin = req.header("origin");
  const foreign = origin !== undefined && origin !== new URL(req.url).origin;
  const site = req.header("sec-fetch-site");
  // Browsers that do not say which site asks still name the origin; what is no browser does neither.
  const refused = site === undefined ? foreign : site !== "same-origin" && site !== "none";
  if (refused && !safeMethods.has(req.method)) {
    throw new ProblemError(403, "not_entitled", "Pages of other sites may not change anything here.");
  }
  await next();
};
