import * as contract from "@firstframe/contract";
import * as z from "zod";
import type { Route } from "../route.ts";
import { operationId, pascal } from "./operation-id.ts";

type JsonSchema = Readonly<Record<string, unknown>>;
type Io = "input" | "output";

/** Kinds that are worth a name of their own. */
const namedKinds = ["object", "union", "enum", "lazy"];
const prefix = "#/components/schemas/";

export interface NamedSchemas {
  /** What goes under `components.schemas`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** The name of a schema among them, as it is read or as it is written. */
  nameOf(schema: z.ZodType, io: Io): string;
}

/**
 * The schemas of routes as JSON Schema, each once and by its name: the one that the contract exports it by, or else that of its
 * operation. A schema that differs between what is sent and what is answered gets two, the former ending in `Input`.
 */
export function namedSchemas(routes: readonly Route[], others: readonly z.ZodType[]): NamedSchemas {
  const registry = z.registry<{ id: string }>();
  const add = (schema: z.ZodType, id: string) => {
    if (!registry.has(schema)) registry.add(schema, { id });
  };
  for (const [name, value] of Object.entries(contract)) {
    if (value instanceof z.ZodType && namedKinds.includes(value._zod.def.type)) add(value, pascal(name));
  }
  const sent: z.ZodType[] = [];
  const answered: z.ZodType[] = [...others];
  for (const route of routes) {
    const id = pascal(operationId(route));
    if (route.request?.body) {
      add(route.request.body, `${id}Request`);
      sent.push(route.request.body);
    }
    if (route.response) {
      add(route.response, `${id}Response`);
      answered.push(route.response);
    }
  }
  const nameIn = (schema: z.ZodType) => registry.get(schema)?.id ?? "";
  const inputs = reachable(convert(registry, "input"), sent.map(nameIn));
  const outputs = reachable(convert(registry, "output"), answered.map(nameIn));
  const renamed = differing(inputs, outputs);
  const inputName = (name: string) => (renamed.has(name) ? `${name}Input` : name);
  const schemas = new Map(outputs);
  for (const [name, schema] of inputs) schemas.set(inputName(name), replaceRefs(schema, inputName));
  return {
    schemas: Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
    nameOf: (schema, io) => (io === "input" ? inputName(nameIn(schema)) : nameIn(schema)),
  };
}

/** A schema without a name, such as that of a query. */
export function inlineSchema(schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { ...options, io: "input" });
  return rest;
}

const options: Parameters<typeof z.toJSONSchema>[1] = {
  target: "draft-2020-12",
  unrepresentable: "any",
  override({ zodSchema, jsonSchema }) {
    // What `format` says already, in hundreds of characters.
    if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    const { def } = zodSchema._zod;
    // Answers may come to have more fields: clients are to expect that.
    if (def.type === "object" && def.catchall === undefined) delete jsonSchema.additionalProperties;
  },
};

function convert(registry: z.core.$ZodRegistry<{ id: string }>, io: Io): Map<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, { ...options, io, uri: (id) => prefix + id });
  return new Map(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema as JsonSchema]),
  );
}

function reachable(schemas: Map<string, JsonSchema>, from: readonly string[]): Map<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const names = [...from];
  for (const name of names) {
    const schema = schemas.get(name);
    if (schema === undefined || found.has(name)) continue;
    found.set(name, schema);
    names.push(...refsOf(schema));
  }
  return found;
}

/** Names that mean one thing here and another there, by themselves or by what they refer to. */
function differing(inputs: Map<string, JsonSchema>, outputs: Map<string, JsonSchema>): Set<string> {
  const shared = [...inputs.keys()].filter((name) => outputs.has(name));
  const differ = new Set(
    shared.filter((name) => JSON.stringify(inputs.get(name)) !== JSON.stringify(outputs.get(name))),
  );
  for (let size = -1; size !== differ.size; ) {
    size = differ.size;
    for (const name of shared) {
      if (refsOf(inputs.get(name) ?? {}).some((target) => differ.has(target))) differ.add(name);
    }
  }
  return differ;
}

function refsOf(schema: JsonSchema): string[] {
  const names: string[] = [];
  replaceRefs(schema, (name) => {
    names.push(name);
    return name;
  });
  return names;
}

function replaceRefs(schema: JsonSchema, rename: (name: string) => string): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" ? prefix + rename(value.slice(prefix.length)) : value,
  );
}
