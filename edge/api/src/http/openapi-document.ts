import { problem } from "@firstframe/contract";
import { type ApiVersion, currentApiVersion } from "@firstframe/contract/constants";
import { schemasInVersion } from "../versions/schemas-in-version.ts";
import type { Access, Route } from "./route.ts";
import { type JsonSchema, schemaOf } from "./schema-of.ts";

const security: Record<string, object> = {
  secret_key: {
    type: "http",
    scheme: "bearer",
    description: "A secret key, `ff_sandbox_…` or `ff_live_…`. Servers only.",
  },
  root_secret: {
    type: "http",
    scheme: "bearer",
    description: "The deployment's own secret: it makes the first key.",
  },
  upload_token: {
    type: "http",
    scheme: "bearer",
    description: "The `token` of an upload. Good for that upload only.",
  },
  task_token: {
    type: "http",
    scheme: "bearer",
    description: "The token that a media worker gets with a task.",
  },
  media_secret: {
    type: "http",
    scheme: "bearer",
    description: "The secret that media workers share with the API.",
  },
};

/** One version of the API as an OpenAPI 3.1 document, made from the routes and their schemas. */
export function openapiDocument(
  routes: readonly Route[],
  serverUrl: string,
  version: ApiVersion = currentApiVersion,
): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)(\{[^}]*\})?/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, version) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Firstframe API",
      version,
      description:
        "Upload video, play it seconds later, and see how well it plays. " +
        "Besides these routes there are `/v1/tus` (tus 1.0, with an upload token) and `/play/{grant}/…` (HLS, with a playback id or token in the path). " +
        `This is the version that requests get with the header \`Firstframe-Version: ${version}\`: see [all versions](/docs/versions).`,
    },
    servers: [{ url: serverUrl }],
    components: { securitySchemes: security },
    paths,
  };
}

function operation(route: Route, version: ApiVersion): object {
  const { request = {} } = route;
  const { query, body, response } = schemasInVersion(route, version);
  return {
    tags: [route.tag],
    summary: route.summary,
    operationId: `${route.method.toLowerCase()} ${route.path}`,
    security: securityOf(route.access),
    parameters: [
      ...parameters(request.params && schemaOf(request.params, "input"), "path"),
      ...parameters(query, "query"),
    ],
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      [route.status]: {
        description: route.summary,
        ...(response ? { content: { "application/json": { schema: response } } } : {}),
      },
      default: {
        description: "A problem (RFC 9457)",
        content: { "application/problem+json": { schema: schemaOf(problem, "output") } },
      },
    },
  };
}

function securityOf(access: Access): object[] {
  if (access === "open") return [];
  if (access === "media") return [{ media_secret: [] }];
  if ("scope" in access) {
    return [{ secret_key: [access.scope] }, ...(access.orRoot ? [{ root_secret: [] }] : [])];
  }
  return [{ [`${access.token}_token`]: [] }];
}

function parameters({ properties = {}, required = [] }: JsonSchema = {}, where: "path" | "query"): object[] {
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: property,
  }));
}
