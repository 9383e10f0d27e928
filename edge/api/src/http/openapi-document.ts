import { problem } from "@firstframe/contract";
import { type ApiVersion, currentApiVersion } from "@firstframe/contract/constants";
import { headers, parameters, securitySchemes } from "./openapi/components.ts";
import { namedSchemas } from "./openapi/named-schemas.ts";
import { errorResponses, operation } from "./openapi/operation.ts";
import { tags } from "./openapi/tags.ts";
import type { Route } from "./route.ts";

/** One version of the API as an OpenAPI 3.1 document, made from the routes and their schemas. */
export function openapiDocument(
  routes: readonly Route[],
  serverUrl: string,
  version: ApiVersion = currentApiVersion,
) {
  const named = namedSchemas(routes, [problem]);
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = openapiPath(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, named, version) };
  }
  const used = new Set(routes.map(({ tag }) => tag));
  return {
    openapi: "3.1.0",
    info: {
      title: "Firstframe API",
      version,
      license: { name: "MIT", identifier: "MIT" },
      description:
        "Upload video, play it seconds later, and see how well it plays. " +
        "Besides these routes there are `/v1/tus` (tus 1.0, with an upload token) and `/play/{grant}/…` (HLS, with a playback id or token in the path). " +
        "Every refusal is a problem (RFC 9457); [what each code means and what to do](/docs/errors). " +
        `This is the version that requests get with the header \`Firstframe-Version: ${version}\`: see [all versions](/docs/versions).`,
    },
    servers: [{ url: serverUrl }],
    tags: Object.entries(tags).flatMap(([name, description]) =>
      used.has(name) ? { name, description } : [],
    ),
    components: {
      schemas: named.schemas,
      responses: errorResponses(routes),
      parameters,
      headers,
      securitySchemes,
    },
    paths,
  };
}

/** `/v1/assets/:id` as `/v1/assets/{id}`. */
function openapiPath(path: string): string {
  return path.replace(/:(\w+)(\{[^}]*\})?/g, "{$1}");
}
