import type { JsonSchema } from "../http/schema-of.ts";
import type { JsonObject, Shift } from "./version-change.ts";

/** Converts the objects at a path of a JSON value; what the path does not lead to stays as it is. */
export function convertAt(value: unknown, path: string, convert: Shift["convert"]): unknown {
  return step(value, path === "" ? [] : path.split("."), convert);
}

function step(value: unknown, path: readonly string[], convert: Shift["convert"]): unknown {
  const [name, ...rest] = path;
  if (name === "*") return Array.isArray(value) ? value.map((item) => step(item, rest, convert)) : value;
  if (!isObject(value)) return value;
  if (name === undefined) return convert(value);
  return name in value ? { ...value, [name]: step(value[name], rest, convert) } : value;
}

/** Converts the schemas of the objects at a path. */
export function convertSchemaAt(schema: JsonSchema, path: string, convert: Shift["olderSchema"]): JsonSchema {
  return schemaStep(schema, path === "" ? [] : path.split("."), convert);
}

function schemaStep(schema: JsonSchema, path: readonly string[], convert: Shift["olderSchema"]): JsonSchema {
  const [name, ...rest] = path;
  if (name === undefined) return convert(schema);
  if (name === "*")
    return schema.items ? { ...schema, items: schemaStep(schema.items, rest, convert) } : schema;
  const property = schema.properties?.[name];
  if (property === undefined) return schema;
  return { ...schema, properties: { ...schema.properties, [name]: schemaStep(property, rest, convert) } };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
