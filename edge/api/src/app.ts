import { type ApiVersion, apiVersionHeader } from "@firstframe/contract/constants";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { ApiError } from "./domain/api-error.ts";
import type { Services } from "./domain/ports.ts";
import { safeExcerpt } from "./domain/safe-excerpt.ts";
import { StaleStateError } from "./domain/stale-state-error.ts";
import { checkUrl } from "./http/check-url.ts";
import matrix from "./http/compatibility.json" with { type: "json" };
import { compatibilityPage } from "./http/compatibility-page.ts";
import { countFailure } from "./http/count-failure.ts";
import { errorReference } from "./http/error-reference.ts";
import { openapiDocument } from "./http/openapi-document.ts";
import { otherMethods } from "./http/other-methods.ts";
import { problemResponse } from "./http/problem-response.ts";
import { rateLimitFields, rateLimitHeaders } from "./http/rate-limit-headers.ts";
import { namedServices } from "./http/request-services.ts";
import type { AppEnv, Route } from "./http/route.ts";
import { serveFile } from "./http/serve-file.ts";
import { serveRoute } from "./http/serve-route.ts";
import { spendOfNetwork } from "./http/spend.ts";
import { versionsPage } from "./http/versions-page.ts";
import { workAdmission } from "./http/work-admission.ts";
import { allRoutes } from "./routes/all-routes.ts";
import { dashboardRoutes } from "./routes/dashboard-routes.ts";
import { playRoutes } from "./routes/play-routes.ts";
import { tusRoutes } from "./routes/tus-routes.ts";
import { resolveVersion } from "./versions/resolve-version.ts";
import { versionHeaders } from "./versions/version-headers.ts";

/** Routes that pages call from any origin; they entitle by token, never by cookie. */
const browserRoutes = ["/v1/beacons", "/v1/uploads/:id/status"];

/** As much of a path as an answer repeats, in characters. */
const longestShown = 200;

const overtaken = new ApiError(
  "conflict",
  "Another request changed the same thing meanwhile, and nothing of this one was done. Read it again, then decide.",
);

/** The HTTP surface over the given services. */
export function createApp(servicesOf: (env: Env) => Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.use(async (context, next) => {
    const services = servicesOf(context.env);
    const requestId = services.makeId("request");
    const traceparent = context.req.header("traceparent");
    context.set("services", namedServices(services, { requestId, traceparent }));
    context.set("requestId", requestId);
    context.set("apiVersion", null);
    await next();
    context.header("x-request-id", context.var.requestId);
    const { allowance } = context.var;
    for (const [name, value] of allowance ? rateLimitFields(allowance) : []) context.header(name, value);
    const { apiVersion } = context.var;
    if (apiVersion === null) return;
    for (const [name, value] of versionHeaders(apiVersion, services.settings.publicUrl))
      context.header(name, value, { append: true });
  });
  app.use(async (context, next) => {
    checkUrl(context.req.url);
    await next();
  });
  for (const path of browserRoutes) {
    app.use(
      path,
      cors({
        origin: "*",
        allowHeaders: ["Authorization", "Content-Type"],
        exposeHeaders: [...rateLimitHeaders, "X-Request-Id"],
        maxAge: 86_400,
      }),
    );
  }

  const admitWork = workAdmission();
  for (const definition of allRoutes) {
    app.on(definition.method, definition.path, serveRoute(definition, admitWork));
  }
  app.route("/v1/tus", tusRoutes());
  app.route("/play", playRoutes());
  app.route("/dashboard", dashboardRoutes());

  for (const [path, methods] of methodsByPath(allRoutes)) app.all(path, otherMethods(methods));

  // By version: making one takes far longer than all the rest of the request.
  const documents = new Map<ApiVersion, object>();
  app.get("/openapi.json", async (context) => {
    await spendOfNetwork(context, "page");
    const version = resolveVersion(
      context.req.query("version") ?? context.req.header(apiVersionHeader),
      undefined,
    );
    context.set("apiVersion", version);
    context.header("vary", apiVersionHeader);
    const { publicUrl } = context.var.services.settings;
    const document = documents.get(version) ?? openapiDocument(allRoutes, publicUrl, version);
    documents.set(version, document);
    return context.json(document);
  });
  app.get("/docs/errors", (context) => context.html(errorReference()));
  app.get("/docs/versions", (context) => context.html(versionsPage()));
  app.get("/docs/compatibility", (context) => context.html(compatibilityPage()));
  app.get("/docs/compatibility.json", (context) => context.json(matrix));
  app.get("/docs/*", serveFile);
  app.get("/docs", (context) => context.redirect("/docs/"));
  app.get("/", (context) => context.redirect("/docs/"));
  for (const path of ["/openapi.json", "/docs/*", "/docs", "/"]) app.all(path, otherMethods(["GET"]));

  app.notFound((context) =>
    problemResponse(
      new ApiError(
        "not_found",
        `There is nothing at ${safeExcerpt(context.req.path, longestShown)}. See /docs for what there is.`,
      ),
      context.var.requestId,
    ),
  );
  app.onError(async (error, context) => {
    const { requestId } = context.var;
    const services: Services | undefined = context.var.services;
    if (services === undefined) return misconfigured();
    if (error instanceof ApiError) return problemResponse(await countFailure(context, error), requestId);
    if (error instanceof StaleStateError) return problemResponse(overtaken, requestId);
    services.log("error", "request failed", {
      method: context.req.method,
      path: context.req.routePath,
      error: error.stack ?? String(error),
    });
    return problemResponse(
      new ApiError(
        "internal",
        `Something went wrong on our side. Try again; if it stays, report ${requestId}.`,
      ),
      requestId,
    );
  });
  return app;
}

/** Which methods there are at each path. */
function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method]);
  return methods;
}

/** Nothing can be answered without services: whoever composes them has logged the reason. */
function misconfigured(): Response {
  const detail =
    "This deployment is not configured right. Its operator finds the reason in the Worker's log.";
  return problemResponse(new ApiError("internal", detail), "none");
}
