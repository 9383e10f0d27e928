import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { JsonSchema } from "./schema-to-type.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

interface OpenapiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Schemas };
}

interface Content {
  readonly content?: { readonly "application/json"?: { readonly schema: JsonSchema } };
}

type Schemas = Readonly<Record<string, JsonSchema>>;

interface DocumentedOperation {
  readonly security: readonly Record<string, unknown>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/** What the OpenAPI document says of one method of one path. */
export interface Operation {
  /** Such as `GET /v1/assets/{id}`. */
  readonly name: string;
  readonly pathParameters: number;
  readonly query: JsonSchema;
  /** Null where none is taken. */
  readonly body: JsonSchema | null;
  /** Null where the answer has none, or none in JSON. */
  readonly response: JsonSchema | null;
}

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const print = `
  import { openapiDocument } from "./edge/api/src/http/openapi-document.ts";
  import { allRoutes } from "./edge/api/src/routes/all-routes.ts";
  process.stdout.write(JSON.stringify(openapiDocument(allRoutes, "https://video.example.com")));
`;

/** Every operation that a secret key opens, of the document that the Worker serves: made by its own routes, in a process of its own. */
export function readOperations(): Operation[] {
  const text = execFileSync(process.execPath, ["--input-type=module", "--eval", print], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const { paths, components }: OpenapiDocument = JSON.parse(
    text.replaceAll("#/components/schemas/", "#/$defs/"),
  );
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security.some((scheme) => "secret_key" in scheme))
      .map(([method, operation]) =>
        toOperation(`${method.toUpperCase()} ${path}`, operation, components.schemas),
      ),
  );
}

function toOperation(
  name: string,
  { parameters, requestBody, responses }: DocumentedOperation,
  schemas: Schemas,
): Operation {
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  return {
    name,
    pathParameters: parameters.filter((parameter) => parameter.in === "path").length,
    query: {
      type: "object",
      properties: Object.fromEntries(inQuery.map((parameter) => [parameter.name, parameter.schema])),
      required: inQuery.filter(({ required }) => required).map((parameter) => parameter.name),
    },
    body: whole(requestBody, schemas),
    response: whole(success, schemas),
  };
}

/** A schema with the named ones that it refers to, however far. */
function whole(content: Content | undefined, schemas: Schemas): JsonSchema | null {
  const schema = content?.content?.["application/json"]?.schema;
  if (schema === undefined) return null;
  const own = schema.$ref === undefined ? schema : schemas[schema.$ref.replace("#/$defs/", "")];
  const $defs: Record<string, JsonSchema> = {};
  const pending = [JSON.stringify(own)];
  for (const text of pending) {
    for (const [, name = ""] of text.matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      const named = schemas[name];
      if (named === undefined || name in $defs) continue;
      $defs[name] = named;
      pending.push(JSON.stringify(named));
    }
  }
  return { ...own, $defs };
}
