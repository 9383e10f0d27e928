import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "../http/schema-of.ts";
import type { Shapes } from "./shapes-of.ts";

/**
 * Where shapes would break clients that know them as they were recorded. Additions break nobody: new routes, fields of answers,
 * optional fields of requests, values of enumerations.
 */
export function findBreaks(recorded: Shapes, now: Shapes): string[] {
  return Object.entries(recorded).flatMap(([route, { query, body, response }]) => {
    const other = now[route];
    if (other === undefined) return [`${route} is gone`];
    return [
      ...(query ? compare(`${route} query`, query, other.query, "request") : []),
      ...(body ? compare(`${route} body`, body, other.body, "request") : []),
      ...(response ? compare(`${route} answer`, response, other.response, "response") : []),
    ];
  });
}

type Direction = "request" | "response";

/** Keywords whose value is a schema. */
const parts = ["items", "additionalProperties", "propertyNames"] as const;

function compare(where: string, was: JsonSchema, is: JsonSchema | undefined, direction: Direction): string[] {
  if (is === undefined) return [`${where} is gone`];
  const lost =
    direction === "response" ? without(was.required, is.required) : without(is.required, was.required);
  return [
    ...lost.map(
      (name) => `${where}: ${name} is ${direction === "response" ? "not always there" : "required"} now`,
    ),
    ...without(was.enum, is.enum).map((value) => `${where}: ${JSON.stringify(value)} is gone`),
    ...Object.entries(was.properties ?? {}).flatMap(([name, property]) =>
      compare(`${where}.${name}`, property, is.properties?.[name], direction),
    ),
    ...parts.flatMap((name) => {
      const part = was[name];
      return isSchema(part) ? compare(`${where} ${name}`, part, asSchema(is[name]), direction) : [];
    }),
    ...(was.anyOf ?? []).flatMap((option, i) => compare(`${where} (${i})`, option, is.anyOf?.[i], direction)),
    ...(isDeepStrictEqual(others(was), others(is))
      ? []
      : [`${where}: ${JSON.stringify(others(was))} became ${JSON.stringify(others(is))}`]),
  ];
}

/** The keywords that are compared as they are. */
function others({ properties, required, anyOf, enum: values, ...rest }: JsonSchema): object {
  return Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => !(parts.some((part) => part === name) && isSchema(value))),
  );
}

function asSchema(value: unknown): JsonSchema | undefined {
  return isSchema(value) ? value : undefined;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}

function without(values: readonly unknown[] = [], from: readonly unknown[] = []): unknown[] {
  return values.filter((value) => !from.includes(value));
}
