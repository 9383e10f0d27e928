import { expect, it } from "vitest";
import { Firstframe } from "./index.ts";
import { calls } from "./testing/calls.ts";
import { compile } from "./testing/compile.ts";
import { type Operation, readOperations } from "./testing/openapi-operations.ts";
import { type JsonSchema, schemaToType } from "./testing/schema-to-type.ts";

/** Operations that are not called through the client: their answer is a file, which is a matter of `fetch`. */
const without = ["GET /v1/assets/{id}/source"];
/** Methods that are made of others. */
const composed = ["uploads.grant", "events.consume"];
/** Fields of queries that the client gives in another form: pages are its own matter, and types are a list. */
const otherwise: Record<string, readonly string[]> = { "events.list": ["cursor", "types"] };

const operations = readOperations();
const methodOf = await traceCalls();

/** By operation, the method that makes its request, such as `assets.list`; every call of the table is made. */
async function traceCalls(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [request, call] of calls) {
    const called: string[] = [];
    const firstframe = new Firstframe({
      apiKey: "ff_sandbox_secret",
      baseUrl: "https://video.example.com",
      fetch: async () => Response.json({ data: [], next_cursor: null }),
    });
    await call(watch(firstframe, "", (path) => called.push(path)));
    const operation = operations.find(({ name }) => matches(name, request));
    found.set(operation?.name ?? `undocumented: ${request}`, called.join());
  }
  return found;
}

/** Whether a request such as `GET /v1/assets/ast_1?x=y` is one of the operation `GET /v1/assets/{id}`. */
function matches(operation: string, request: string): boolean {
  const parts = (request.split("?")[0] ?? "").split("/");
  const pattern = operation.split("/");
  return (
    parts.length === pattern.length &&
    pattern.every((part, index) => part === parts[index] || part.startsWith("{"))
  );
}

/** The same object, which tells which of its methods, or of its parts' methods, are called. */
function watch<Part extends object>(part: Part, path: string, tell: (path: string) => void): Part {
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      const inner = path === "" ? String(name) : `${path}.${String(name)}`;
      if (typeof value === "object" && value !== null) return watch(value, inner, tell);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        tell(inner);
        return value.apply(target, args);
      };
    },
  });
}

/** Every method of the client and its parts. */
function methodsOf(part: object, path = ""): string[] {
  const prefix = path === "" ? "" : `${path}.`;
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(part)).filter(
    (name) => name !== "constructor",
  );
  const parts = Object.entries(part).flatMap(([name, inner]) =>
    methodsOf(inner as object, `${prefix}${name}`),
  );
  return [...own.map((name) => `${prefix}${name}`), ...parts];
}

it("has a method for every operation", () => {
  const missing = operations.map(({ name }) => name).filter((name) => !methodOf.has(name));
  expect(missing.sort()).toEqual(without);
});

it("has an operation for every method", () => {
  expect([...methodOf.keys()].filter((name) => name.startsWith("undocumented"))).toEqual([]);
});

it("makes a call of every method", () => {
  const firstframe = new Firstframe({ apiKey: "ff_sandbox_secret", baseUrl: "https://video.example.com" });
  const methods = methodsOf(firstframe).filter((name) => !composed.includes(name));
  expect([...new Set(methodOf.values())].sort()).toEqual(methods.sort());
});

it("takes and gives what the document says", () => {
  const documented = operations.filter(({ name }) => methodOf.has(name));
  expect(
    faultsOf(documented.map((operation) => ({ operation, method: methodOf.get(operation.name) ?? "" }))),
  ).toEqual([]);
}, 120_000);

it("would notice if they did not", () => {
  const operation = operations.find(({ name }) => name === "PATCH /v1/assets/{id}");
  if (!operation?.response || !operation.body) throw new Error("there is no PATCH /v1/assets/{id}");
  // A field that may be left out: the least that there is to notice.
  const surprised = (schema: JsonSchema): JsonSchema => ({
    ...schema,
    properties: { ...schema.properties, surprise: { type: "string" } },
  });
  const { body, response } = operation;
  const pairs = [{ response: surprised(response) }, { body: surprised(body) }].map((other) => ({
    operation: { ...operation, ...other },
    method: "assets.update",
  }));
  const [gives, takes] = pairs.map((pair) => faultsOf([pair]));
  expect(gives).toContainEqual(expect.stringMatching(/^PATCH \/v1\/assets\/\{id\} gives: .*surprise/));
  expect(takes).toContainEqual(expect.stringMatching(/^PATCH \/v1\/assets\/\{id\} takes: .*surprise/));
}, 120_000);

interface Pair {
  readonly operation: Operation;
  readonly method: string;
}

/** Compiles a module in which each line is valid only if a method's type is one of its operation's, and the reverse. */
function faultsOf(pairs: readonly Pair[]): string[] {
  const lines = [...prelude, ...pairs.flatMap(linesOf)];
  // In JSON, what is undefined is left out.
  const { faults } = compile(
    { "check.ts": lines.map(({ code }) => code).join("\n") },
    { exactOptionalPropertyTypes: false },
  );
  return faults()
    .split("\n")
    .flatMap((fault) => {
      const [, number, reason] = /^check\.ts\((\d+),\d+\): (.*)/.exec(fault) ?? [];
      if (number !== undefined) return [`${lines[Number(number) - 1]?.about}: ${reason}`];
      // What follows a fault, indented, explains it.
      return fault === "" || fault.startsWith(" ") ? [] : [fault];
    });
}

interface Line {
  readonly about: string;
  readonly code: string;
}

const prelude: Line[] = [
  'import type { Firstframe, List } from "@firstframe/sdk";',
  "type Arguments<M> = M extends (...args: infer Args extends unknown[]) => unknown ? Args : never;",
  "type Result<M> = M extends (...args: never[]) => infer Value ? Awaited<Value> : never;",
  "type Taken<M, Index extends number, Left extends string> = Omit<NonNullable<Arguments<M>[Index]>, Left>;",
  "type Given<M> = Result<M> extends List<infer _Item, infer ItemPage> ? ItemPage : Result<M>;",
  // With every field there, as what may be left out could be missing altogether and still be assignable.
  "type Whole<T> = T extends readonly (infer Item)[] ? Whole<Item>[] : T extends object ? { [K in keyof T]-?: Whole<Exclude<T[K], undefined>> } : T;",
].map((code) => ({ about: "prelude", code }));

let definitions = 0;

function linesOf({ operation: { name, pathParameters, query, body, response }, method }: Pair): Line[] {
  const number = definitions++;
  const nameOf = (definition: string) => `Definition${number}${definition}`;
  const write = (schema: JsonSchema) => schemaToType(schema, nameOf);
  const line = (about: string, code: string) => ({ about: `${name} ${about}`, code });
  const both = (about: string, ours: string, theirs: string) => [
    line(about, `((value: ${ours}): ${theirs} => value);`),
    line(about, `((value: ${theirs}): ${ours} => value);`),
    line(about, `((value: Whole<${ours}>): Whole<${theirs}> => value);`),
    line(about, `((value: Whole<${theirs}>): Whole<${ours}> => value);`),
  ];
  const type = `Firstframe${method.replace(/\w+\.?/g, (part) => `["${part.replace(".", "")}"]`)}`;
  const left = otherwise[method]?.map((field) => `"${field}"`).join(" | ") ?? "never";
  const taken = body ?? query;
  const takesNothing = taken.properties !== undefined && Object.keys(taken.properties).length === 0;
  return [
    // A name means the same in what is taken and in what is given.
    ...Object.entries({ ...body?.$defs, ...response?.$defs }).map(([definition, inner]) =>
      line("defines", `type ${nameOf(definition)} = ${write(inner)};`),
    ),
    ...(takesNothing
      ? []
      : both("takes", `Taken<${type}, ${pathParameters}, ${left}>`, `Omit<${write(taken)}, ${left}>`)),
    ...both("gives", `Given<${type}>`, response === null ? "void" : write(response)),
  ];
}
