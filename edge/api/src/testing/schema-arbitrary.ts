import fc from "fast-check";

/** What of JSON Schema the OpenAPI document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
}

interface Known {
  readonly definitions: Readonly<Record<string, Schema>>;
  /** Ids of what is there, by the prefix of their kind. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
}

/** Texts that break what takes them for something else. */
export const wildText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60, size: "max" }),
  fc.string({ unit: "grapheme", maxLength: 60, size: "max" }),
  fc.constantFrom(
    ...[
      "",
      " ",
      "null",
      "NaN",
      "-1",
      "1e309",
      "0x10",
      "9007199254740993",
      "true",
      "\u0000",
      "\ud800",
      "\udfff",
    ],
    ...["__proto__", "constructor", "../../x", "%00", "%2e%2e%2f", "' OR 1=1 --", "<b>", "😀".repeat(50)],
    ...["a".repeat(5000), "٣", "ſ", "İ", "\u202e", "\r\nset-cookie: a=b", "{", "[[", "2026-02-30T00:00:00Z"],
    ...["9999-12-31T23:59:59.999Z", "0000-01-01T00:00:00Z", "-000001-01-01T00:00:00Z", "1.ast_0", "~"],
  ),
);

/** JSON that no schema expects. */
export const wildJson: fc.Arbitrary<unknown> = fc.oneof(
  wildText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, [], {}, 0, -0, 1e308, -1e308, 5e-324, 2 ** 53, -(2 ** 53), true, [[]], [{}]),
  fc.integer({ min: 1, max: 300 }).map((depth) => JSON.parse("[".repeat(depth) + "]".repeat(depth))),
);

/** Values that are as a schema says, or nearly. */
export function schemaArbitrary(schema: Schema, known: Known, depth = 0): fc.Arbitrary<unknown> {
  const of = (inner: Schema) => schemaArbitrary(inner, known, depth + 1);
  if (depth > 8) return fc.constant(null);
  if (schema.$ref !== undefined) return of(known.definitions[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return fc.oneof(...alternatives.map(of));
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  if (types.length === 0) return wildJson;
  return fc.oneof(...types.map((type) => ofType(type, schema, known, of)));
}

function ofType(
  type: string,
  schema: Schema,
  known: Known,
  of: (inner: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const { minimum: min, maximum: max } = schema;
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.oneof(
        fc.integer({ min: Math.max(min ?? -10, -1e9), max: Math.min(max ?? 1e9, 1e9) }),
        fc.constantFrom(min ?? 0, max ?? Number.MAX_SAFE_INTEGER),
      );
    case "number":
      return fc.oneof(
        fc.double({ min: min ?? -1e9, max: max ?? 1e9, noNaN: true }),
        fc.constantFrom(min ?? 0, max ?? 1e300),
      );
    case "string":
      return textOf(schema, known);
    case "array": {
      if (schema.prefixItems !== undefined) return fc.tuple(...schema.prefixItems.map(of));
      const minLength = schema.minItems ?? 0;
      const maxLength = Math.min(schema.maxItems ?? minLength + 4, minLength + 4);
      return fc.array(of(schema.items || {}), { minLength, maxLength });
    }
    default:
      return objectOf(schema, known, of);
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties, propertyNames }: Schema,
  known: Known,
  of: (inner: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, of(inner)])),
    { requiredKeys: [...required] },
  );
  if (typeof additionalProperties !== "object") return fields;
  const names = textOf(propertyNames ?? {}, known);
  const more = fc.dictionary(names, of(additionalProperties), { maxKeys: 5 });
  return fc.tuple(fields, more).map(([own, others]) => ({ ...others, ...own }));
}

function textOf(
  { pattern, format, minLength = 0, maxLength = 80 }: Schema,
  known: Known,
): fc.Arbitrary<string> {
  if (format === "date-time") {
    return fc
      .date({ min: new Date("1990-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString());
  }
  if (pattern !== undefined) {
    const ids = known.ids[/^\^([a-z]{3})_/.exec(pattern)?.[1] ?? ""] ?? [];
    const matching = stringMatching(pattern);
    return ids.length === 0 ? matching : fc.oneof(fc.constantFrom(...ids), matching);
  }
  const longest = Math.min(maxLength, minLength + 60);
  return fc.oneof(
    fc.string({ unit: "grapheme", minLength, maxLength: longest, size: "max" }),
    wildText.map((text) => text.slice(0, maxLength)).filter((text) => text.length >= minLength),
  );
}

/** Patterns with what fast-check cannot generate give short names. */
function stringMatching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern), { size: "small" });
  } catch {
    return fc.constantFrom("v360/00000.m4s", "a", "poster.jpg");
  }
}

/** What a schema nearly allows: a field less, one more, or one of another kind. */
export function nearlyArbitrary(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid, fc.nat(), fc.constantFrom("drop", "add", "replace"), wildText, wildJson)
    .map(([value, position, how, name, other]) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return other;
      const entries = Object.entries(value);
      const index = entries.length === 0 ? 0 : position % entries.length;
      if (how === "add" || entries.length === 0) return Object.fromEntries([...entries, [name, other]]);
      const kept = entries.filter((_, at) => at !== index);
      if (how === "drop") return Object.fromEntries(kept);
      return Object.fromEntries([...kept, [entries[index]?.[0] ?? name, other]]);
    });
}
