import { env } from "cloudflare:test";
import { Validator } from "@cfworker/json-schema";
import { apiVersions, currentApiVersion } from "@firstframe/contract/constants";
import { openapiDocument } from "../http/openapi-document.ts";
import { allRoutes } from "../routes/all-routes.ts";

interface Answered {
  readonly method: string;
  /** Of the address, as it was asked for. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null;
  /** What version of the API it is in, as it says itself. */
  readonly version: string | null;
  /** JSON where it is JSON, otherwise the text. */
  readonly body: unknown;
}

interface Content {
  readonly [type: string]: { readonly schema?: object };
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}

/** One version's document, ready to hold answers to. */
interface Described {
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly paths: readonly { readonly pattern: RegExp; readonly operations: Record<string, Operation> }[];
  readonly definitions: Readonly<Record<string, object>>;
}

const documents = new Map<string | null, Described>();

function describedIn(version: string | null): Described {
  const known = documents.get(version);
  if (known !== undefined) return known;
  const named = apiVersions.find((each) => each === version) ?? currentApiVersion;
  const { components, paths } = openapiDocument(allRoutes, env.PUBLIC_URL, named);
  const described: Described = {
    responses: components.responses as Described["responses"],
    paths: Object.entries(paths as Record<string, Record<string, Operation>>).map(([path, operations]) => ({
      pattern: patternOf(path),
      operations,
    })),
    definitions: Object.fromEntries(
      Object.entries(components.schemas).map(([name, schema]) => [name, strict(schema)]),
    ),
  };
  documents.set(version, described);
  return described;
}

const validators = new Map<object, Validator>();

/**
 * Holds an answer to the OpenAPI document: a status that its operation does not name, a field that its schema does not, or
 * a problem that is none, is an error. Other protocols' routes are held to their problems alone.
 *
 * @throws Error that says what is wrong
 */
export function checkAnswer(answer: Answered): void {
  const { method, path, status, contentType } = answer;
  const { paths, responses } = describedIn(answer.version);
  const found = paths.find(({ pattern }) => pattern.test(path));
  const operation = found?.operations[method.toLowerCase()];
  const isProblem = contentType === "application/problem+json";
  if (status >= 400 && method !== "HEAD" && !isProblem) throw fault(answer, "is no problem");
  if (operation === undefined) {
    if (isProblem && method !== "HEAD") hold(answer, { $ref: "#/components/schemas/Problem" });
    return;
  }
  const told = operation.responses[status];
  if (told === undefined) throw fault(answer, "has a status that the document does not name");
  const { content } = told.$ref === undefined ? told : (responses[told.$ref.split("/").at(-1) ?? ""] ?? {});
  if (content === undefined) {
    if (answer.body !== "") throw fault(answer, "has a body, and the document says that it has none");
    return;
  }
  const type = contentType?.split(";")[0] ?? "";
  const { schema } = content[type] ?? {};
  if (content[type] === undefined) throw fault(answer, `is ${type}, not ${Object.keys(content).join(", ")}`);
  if (schema !== undefined) hold(answer, schema);
}

/** @throws Error where a value is not as a schema of the document says */
export function checkValue(value: unknown, schema: object): void {
  const validator = validators.get(schema) ?? new Validator(standalone(schema), "2020-12", false);
  validators.set(schema, validator);
  const { valid, errors } = validator.validate(value);
  if (valid) return;
  throw new Error(errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`).join("\n"));
}

function hold(answer: Answered, schema: object): void {
  try {
    checkValue(answer.body, schema);
  } catch (cause) {
    throw fault(answer, `is not as the document says: ${(cause as Error).message}`);
  }
}

function fault({ method, path, status, body }: Answered, what: string): Error {
  return new Error(`The answer ${status} to ${method} ${path} ${what}\n${JSON.stringify(body)}`);
}

/** A schema with all that it may refer to. */
function standalone(schema: object): object {
  return JSON.parse(
    JSON.stringify({ ...schema, $defs: describedIn(null).definitions }).replaceAll(
      "#/components/schemas/",
      "#/$defs/",
    ),
  );
}

/** Clients are to expect further fields; here each has to be in the document. */
function strict(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (_key, value) =>
    value?.type === "object" && value.properties && value.additionalProperties === undefined
      ? { ...value, additionalProperties: false }
      : value,
  );
}

function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\{path\}/g, ".+").replace(/\{\w+\}/g, "[^/]+")}$`);
}
