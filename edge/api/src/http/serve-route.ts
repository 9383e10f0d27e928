import { apiVersionHeader } from "@firstframe/contract/constants";
import type { Handler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { requestFromVersion, responseInVersion } from "../versions/bodies-in-version.ts";
import { resolveVersion } from "../versions/resolve-version.ts";
import { authenticate, defaultEnvironment } from "./authenticate.ts";
import { parseWith, readJson } from "./read-request.ts";
import type { AppEnv, Route } from "./route.ts";

/** A route as Hono serves it: admit, check the input, act, answer. What it is written for is the current version: older ones are converted here. */
export function serveRoute(definition: Route): Handler<AppEnv> {
  const { access, request = {}, maxBodyBytes, status, handle } = definition;
  return async (context) => {
    const key = await authenticate(context, access);
    const version = resolveVersion(context.req.header(apiVersionHeader), key?.api_version);
    context.set("apiVersion", version);
    const readBody = async () =>
      requestFromVersion(definition, version, await readJson(context.req.raw, maxBodyBytes));
    const result = await handle({
      services: context.var.services,
      environment: key?.environment ?? defaultEnvironment,
      key,
      params: (request.params && parseWith(request.params, context.req.param(), "path")) as undefined,
      query: (request.query && parseWith(request.query, context.req.query(), "query")) as undefined,
      body: (request.body && parseWith(request.body, await readBody(), "body")) as undefined,
      context,
    });
    if (result instanceof Response) return result;
    if (status === 204) return context.body(null, 204);
    return context.json(responseInVersion(definition, version, result), status as ContentfulStatusCode);
  };
}
