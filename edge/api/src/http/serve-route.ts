import { apiVersionHeader, environments } from "@firstframe/contract/constants";
import type { Handler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { doOnce } from "../domain/do-once.ts";
import type { ApiKeyRecord, Services } from "../domain/ports.ts";
import { requestFromVersion, responseInVersion } from "../versions/bodies-in-version.ts";
import { resolveVersion } from "../versions/resolve-version.ts";
import { authenticate, defaultEnvironment } from "./authenticate.ts";
import { readCorrelationId } from "./correlation-id.ts";
import { inputOf } from "./input-of.ts";
import { isKeyed } from "./is-keyed.ts";
import { readQuery } from "./read-query.ts";
import { parseWith, readJson } from "./read-request.ts";
import { readRequestName } from "./request-name.ts";
import { type Author, requestServices } from "./request-services.ts";
import type { AppEnv, Route } from "./route.ts";
import type { WorkAdmission } from "./work-admission.ts";

/**
 * A route as Hono serves it: admit, check the input, act once, answer. What it is written for is the current version: older ones are
 * converted here.
 */
export function serveRoute(definition: Route, admitWork: WorkAdmission): Handler<AppEnv> {
  const { heavy, maxBodyBytes, status, handle } = definition;
  const request = inputOf(definition);
  return async (context) => {
    const key = await authenticate(context, definition);
    // What pages and media workers call has no versions.
    const asked = isKeyed(definition) ? context.req.header(apiVersionHeader) : undefined;
    const version = resolveVersion(asked, key?.api_version);
    context.set("apiVersion", version);
    const correlationId = isKeyed(definition) ? readCorrelationId(context) : null;
    const environment = key?.environment ?? defaultEnvironment;
    const params = (request.params && parseWith(request.params, context.req.param(), "path")) as undefined;
    const query = (request.query &&
      parseWith(request.query, readQuery(new URL(context.req.url).searchParams), "query")) as undefined;
    const json = request.body && (await readJson(context.req.raw, maxBodyBytes));
    const body = (request.body &&
      parseWith(request.body, requestFromVersion(definition, version, json), "body")) as undefined;

    const act = async (services: Services) => {
      // What was done before is answered all the same.
      if (heavy) await admitWork(services);
      return handle({ services, environment, key, params, query, body, context });
    };
    const author = authorOf(definition, key, params, body);
    const services = requestServices(context.var.services, {
      requestId: context.var.requestId,
      // One that is given for what is made counts for the request too.
      correlationId: field(body, "correlation_id") ?? correlationId,
      author,
    });
    // A failure is logged under the same names.
    context.set("services", services);
    // Whoever has a key may name what it asks for, so that it is done once.
    const isNameable = definition.method === "POST" && isKeyed(definition);
    const name = isNameable ? await readRequestName(context, { environment, key }, json) : null;
    const outcome = name === null ? null : await doOnce(services, name, act);
    if (outcome?.isReplay) context.header("idempotency-replayed", "true");
    const result = outcome === null ? await act(services) : outcome.answer;
    if (author !== null) services.log("info", author.action, { status, key_id: key?.id ?? null });
    if (result instanceof Response) return result;
    if (status === 204) return context.body(null, 204);
    return context.json(responseInVersion(definition, version, result), status as ContentfulStatusCode);
  };
}

function authorOf(
  definition: Route,
  key: ApiKeyRecord | null,
  params: unknown,
  body: unknown,
): Author | null {
  const { method, path } = definition;
  if (method === "GET" || !isKeyed(definition)) return null;
  const named = environments.find((environment) => environment === field(body, "environment"));
  return {
    key,
    environment: key?.environment ?? named ?? defaultEnvironment,
    action: `${method} ${path}`,
    resourceId: field(params, "id"),
  };
}

function field(of: unknown, name: string): string | null {
  if (typeof of !== "object" || of === null || !(name in of)) return null;
  const value = (of as Record<string, unknown>)[name];
  return typeof value === "string" ? value : null;
}
