import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { JsonSchema } from "./schema-to-type.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

interface Content {
  readonly content?: { readonly "application/json"?: { readonly schema: JsonSchema } };
}

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
  const { paths }: { paths: Record<string, Record<string, DocumentedOperation>> } = JSON.parse(text);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security.some((scheme) => "secret_key" in scheme))
      .map(([method, operation]) => toOperation(`${method.toUpperCase()} ${path}`, operation)),
  );
}

function toOperation(name: string, { parameters, requestBody, responses }: DocumentedOperation): Operation {
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
  return {
    name,
    pathParameters: parameters.length - inQuery.length,
    query: {
      type: "object",
      properties: Object.fromEntries(inQuery.map((parameter) => [parameter.name, parameter.schema])),
      required: inQuery.filter(({ required }) => required).map((parameter) => parameter.name),
    },
    body: requestBody?.content?.["application/json"]?.schema ?? null,
    response: success?.content?.["application/json"]?.schema ?? null,
  };
}
