import type { Handler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { authenticate, defaultEnvironment } from "./authenticate.ts";
import { readQuery } from "./read-query.ts";
import { parseWith, readJson } from "./read-request.ts";
import type { AppEnv, Route } from "./route.ts";

/** A route as Hono serves it: admit, check the input, act, answer. */
export function serveRoute(definition: Route): Handler<AppEnv> {
  const { access, request = {}, maxBodyBytes, status, handle } = definition;
  return async (context) => {
    const key = await authenticate(context, access);
    const result = await handle({
      services: context.var.services,
      environment: key?.environment ?? defaultEnvironment,
      key,
      params: (request.params && parseWith(request.params, context.req.param(), "path")) as undefined,
      query: (request.query &&
        parseWith(request.query, readQuery(new URL(context.req.url).searchParams), "query")) as undefined,
      body: (request.body &&
        parseWith(request.body, await readJson(context.req.raw, maxBodyBytes), "body")) as undefined,
      context,
    });
    if (result instanceof Response) return result;
    return status === 204 ? context.body(null, 204) : context.json(result, status as ContentfulStatusCode);
  };
}
