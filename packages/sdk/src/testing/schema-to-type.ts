/** The part of JSON Schema (2020-12) that the OpenAPI document uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** What narrows values in a way that types do not tell. */
const silent =
  /^(default|description|title|format|pattern|minimum|maximum|exclusiveMinimum|exclusiveMaximum|minLength|maxLength|minItems|maxItems|maxProperties|contentEncoding)$/;
const known =
  /^(type|const|enum|anyOf|oneOf|properties|required|additionalProperties|propertyNames|items|prefixItems|\$ref|\$defs)$/;

/**
 * Writes a schema as a TypeScript type.
 *
 * @param nameOf name of the type that stands for a `$defs` entry
 * @throws Error at a keyword that it does not know, rather than to leave it out
 */
export function schemaToType(schema: JsonSchema, nameOf: (definition: string) => string): string {
  for (const keyword of Object.keys(schema)) {
    if (!silent.test(keyword) && !known.test(keyword)) throw new Error(`no type is known for «${keyword}»`);
  }
  const write = (inner: JsonSchema) => schemaToType(inner, nameOf);
  const union = (inner: readonly string[]) => `(${inner.join(" | ")})`;
  if (schema.$ref !== undefined) return nameOf(schema.$ref.replace("#/$defs/", ""));
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return union(alternatives.map(write));
  if (Array.isArray(schema.type)) return union(schema.type.map((type: string) => write({ ...schema, type })));
  if (schema.prefixItems) return `[${schema.prefixItems.map(write).join(", ")}]`;
  switch (schema.type) {
    case "array":
      return `Array<${schema.items ? write(schema.items) : "unknown"}>`;
    case "object":
      return objectType(schema, write);
    case "integer":
      return "number";
    case undefined:
      return "unknown";
    default:
      return schema.type as string;
  }
}

function objectType(
  { properties, required = [], additionalProperties, propertyNames }: JsonSchema,
  write: (schema: JsonSchema) => string,
): string {
  if (properties) {
    const fields = Object.entries(properties).map(
      ([name, value]) => `${JSON.stringify(name)}${required.includes(name) ? "" : "?"}: ${write(value)};`,
    );
    return `{ ${fields.join(" ")} }`;
  }
  const value = typeof additionalProperties === "object" ? write(additionalProperties) : "unknown";
  // By an index signature, as nothing else may refer to what it is part of.
  if (!propertyNames?.enum) return `{ [key: string]: ${value} }`;
  const record = `Record<${write(propertyNames)}, ${value}>`;
  return required.length === 0 ? `Partial<${record}>` : record;
}
