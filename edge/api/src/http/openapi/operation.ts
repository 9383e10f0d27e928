import {
  type ApiVersion,
  makeProblem,
  type RequestErrorCode,
  requestErrors,
} from "@firstframe/contract/constants";
import type { z } from "zod";
import { changedSchemas } from "../../versions/schemas-in-version.ts";
import { isKeyed } from "../is-keyed.ts";
import type { Access, Route } from "../route.ts";
import type { JsonSchema } from "../schema-of.ts";
import { ref } from "./components.ts";
import { examples } from "./examples.ts";
import { inlineSchema, type NamedSchemas } from "./named-schemas.ts";
import { operationId, pascal } from "./operation-id.ts";
import { routeErrors } from "./route-errors.ts";

const exampleRequest = "req_4w7z0c3f6j9m2q5t8x1b4e7h0k";

/** Statuses whose answer may say when to come again. */
const waiting: readonly number[] = [409, 425, 429, 503];

/** A route as an OpenAPI operation. */
export function operation(route: Route, named: NamedSchemas, version: ApiVersion): object {
  const { request = {}, method } = route;
  const id = operationId(route);
  const isForKeys = isKeyed(route);
  // What older versions have otherwise has no name.
  const older = changedSchemas(route, version);
  return {
    tags: [route.tag],
    summary: route.summary,
    operationId: id,
    security: securityOf(route.access),
    parameters: [
      ...parametersOf(request.params, "path"),
      ...parametersOf(request.query, "query"),
      ...(isForKeys ? [ref("parameters", "FirstframeVersion"), ref("parameters", "CorrelationId")] : []),
      ...(isForKeys && method === "POST" ? [ref("parameters", "IdempotencyKey")] : []),
    ],
    ...requestBodyOf(route, named, older.body, examples[id]?.request),
    responses: {
      ...answersOf(route, named, older.response, examples[id]?.response),
      ...Object.fromEntries(
        [...routeErrors(route)].map(([status, codes]) => [status, ref("responses", responseName(codes))]),
      ),
    },
  };
}

/** The answers with which routes refuse: by name, one for each set of codes that share a status. */
export function errorResponses(routes: readonly Route[]): Record<string, object> {
  const sets = routes.flatMap((route) => [...routeErrors(route)]);
  return Object.fromEntries(
    sets.map(([status, codes]) => [responseName(codes), errorResponse(status, codes)]),
  );
}

function errorResponse(status: number, codes: readonly RequestErrorCode[]): object {
  const described = codes.map(
    (code) => `\`${code}\`: ${requestErrors[code].title}. ${requestErrors[code].advice}`,
  );
  return {
    description: described.join("\n\n"),
    headers: {
      "X-Request-Id": ref("headers", "RequestId"),
      ...(waiting.includes(status) ? { "Retry-After": ref("headers", "RetryAfter") } : {}),
    },
    content: {
      "application/problem+json": {
        schema: {
          allOf: [
            ref("schemas", "Problem"),
            { type: "object", properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
        examples: Object.fromEntries(
          codes.map((code) => [
            code,
            { value: makeProblem({ code, detail: requestErrors[code].advice, requestId: exampleRequest }) },
          ]),
        ),
      },
    },
  };
}

function responseName(codes: readonly RequestErrorCode[]): string {
  return codes.map(pascal).join("Or");
}

function securityOf(access: Access): object[] {
  if (access === "open") return [];
  if (access === "media") return [{ media_secret: [] }];
  // Scopes of what is not OAuth are names of roles (OpenAPI 3.1, 4.8.30).
  if ("scope" in access) {
    return [{ secret_key: [access.scope] }, ...(access.orRoot ? [{ root_secret: [] }] : [])];
  }
  return [{ [`${access.token}_token`]: [] }];
}

function requestBodyOf(
  { request, raw }: Route,
  named: NamedSchemas,
  older: JsonSchema | undefined,
  example: unknown,
): object {
  if (raw?.request !== undefined) {
    return { requestBody: { required: true, content: { [raw.request]: {} } } };
  }
  const body = request?.body;
  if (body === undefined) return {};
  const schema = older ?? ref("schemas", named.nameOf(body, "input"));
  return {
    requestBody: {
      required: !body.safeParse({}).success,
      content: { "application/json": { schema, ...exampleOf(older, example) } },
    },
  };
}

/** Examples are of the current version. */
function exampleOf(older: JsonSchema | undefined, example: unknown): object {
  return older !== undefined || example === undefined ? {} : { example };
}

function answersOf(
  route: Route,
  named: NamedSchemas,
  older: JsonSchema | undefined,
  example: unknown,
): object {
  const { status, response, raw, summary, also = {} } = route;
  const headers = {
    "X-Request-Id": ref("headers", "RequestId"),
    ...(isKeyed(route)
      ? { RateLimit: ref("headers", "RateLimit"), "RateLimit-Policy": ref("headers", "RateLimitPolicy") }
      : {}),
  };
  const schema = older ?? (response && ref("schemas", named.nameOf(response, "output")));
  const content = schema
    ? { content: { "application/json": { schema, ...exampleOf(older, example) } } }
    : raw?.response !== undefined
      ? { content: { [raw.response]: {} } }
      : {};
  const answers = Object.entries({ [status]: summary, ...also });
  return Object.fromEntries(
    answers.map(([code, description]) => [
      code,
      { description, headers, ...(code === "204" ? {} : content) },
    ]),
  );
}

function parametersOf(schema: z.ZodType | undefined, where: "path" | "query"): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = inlineSchema(schema) as {
    properties?: Record<string, { type?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    // `metadata[key]=value`.
    ...(property.type === "object" ? { style: "deepObject", explode: true, example: {} } : {}),
    schema: property,
  }));
}
