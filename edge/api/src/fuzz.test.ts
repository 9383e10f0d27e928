import { env } from "cloudflare:test";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { examples } from "./http/openapi/examples.ts";
import { openapiDocument } from "./http/openapi-document.ts";
import { allRoutes } from "./routes/all-routes.ts";
import { call, createKey, createUpload } from "./testing/client.ts";
import { tasksOf, taskToken } from "./testing/media-worker.ts";
import { readAsset, uploaded } from "./testing/read-back.ts";
import {
  nearlyArbitrary,
  type Schema,
  schemaArbitrary,
  wildJson,
  wildText,
} from "./testing/schema-arbitrary.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly schema: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

/** FUZZ_SEED of the environment, so that what failed once can be looked at again; FUZZ_RUNS for each operation. */
const { FUZZ_SEED, FUZZ_RUNS } = env as Env & { readonly FUZZ_SEED: string; readonly FUZZ_RUNS: string };
const options = { seed: Number(FUZZ_SEED), numRuns: Number(FUZZ_RUNS), interruptAfterTimeLimit: 20_000 };

/** Nothing that is asked for here takes long; what does hangs. */
const patienceMs = 10_000;

const document = openapiDocument(allRoutes, "https://video.test");
const definitions = document.components.schemas as Readonly<Record<string, Schema>>;
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

const ids: Record<string, string[]> = {};
/** By the security scheme that they are good for. */
const tokens: Record<string, string> = {};

/** What one test has removed the next one has again. */
beforeEach(async () => {
  const video = await uploaded({ metadata: { campaign: "spring" } });
  const [task] = await tasksOf(video.assetId);
  const waiting = await createUpload(video.key);
  const asset = await readAsset(video);
  ids.ast = [video.assetId];
  ids.upl = [asset.upload_id ?? "", waiting.id];
  ids.pbk = [asset.playback_id];
  ids.job = [task?.job_id ?? ""];
  ids.tsk = [task?.id ?? ""];
  tokens.secret_key = video.key;
  tokens.upload_token = waiting.token;
  tokens.task_token = await taskToken(task?.id ?? "");
  tokens.media_secret = env.MEDIA_SECRET;
  tokens.other_environment = await createKey("live");
  tokens.few_scopes = await createKey("sandbox", ["ops:read"]);
  tokens.root_secret = env.ROOT_SECRET;
});

/** A text of the parts that HTTP lets through in a header. */
const headerText = wildText.map((text) =>
  text
    .replace(/[^\x20-\x7e]/g, "")
    .slice(0, 300)
    .trim(),
);
/** Mostly the one that the route takes. */
const tokenFor = (scheme: string): fc.Arbitrary<string | undefined> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(tokens[scheme]) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.values(tokens), undefined) },
    { weight: 1, arbitrary: headerText.map((text) => text || undefined) },
  );
const known = { definitions, ids };

const headers = fc.record(
  {
    "content-type": fc.oneof(
      { weight: 6, arbitrary: fc.constant("application/json") },
      fc.constantFrom(
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/json; charset=x",
      ),
      headerText,
    ),
    "firstframe-version": fc.oneof(fc.constantFrom("2026-10-01", "2026-11-25"), headerText),
    range: fc.oneof(
      fc.constantFrom("bytes=0-1", "bytes=9-", "bytes=-0", "bytes=5-1", "bytes=0-99999999999999999999"),
      headerText,
    ),
    accept: headerText,
    cookie: headerText.map((text) => `firstframe_session=${text.replaceAll(";", "")}`),
    "x-forwarded-for": headerText,
  },
  { requiredKeys: [] },
);

const segment = (valid: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 4, arbitrary: valid.map((value) => encodeURIComponent(String(value).toWellFormed())) },
    { weight: 1, arbitrary: wildText.map((text) => encodeURIComponent(text.toWellFormed())) },
    { weight: 1, arbitrary: wildText.map((text) => text.replace(/[/?#]/g, "")) },
  );

/** Parameters as they are written: mostly valid, or else some not, some twice, some that there are not. */
function queryOf(parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const none = fc.constant("");
  const valid = parameters.map(({ name, schema }) =>
    fc.oneof(
      none,
      schemaArbitrary(schema, known).map((value) => pairsOf(name, value)),
    ),
  );
  const faulty = parameters.map(({ name, schema }) =>
    fc.oneof(
      none,
      wildText.map((text) => pairsOf(name, text)),
      schemaArbitrary(schema, known).map((value) => `${pairsOf(name, value)}&${pairsOf(name, value)}`),
    ),
  );
  const more = fc.oneof(
    none,
    fc.tuple(wildText, wildText).map(([name, value]) => pairsOf(name, value)),
    wildText.map((text) => text.replaceAll("#", "")),
  );
  const join = (parts: readonly string[]) => parts.filter((part) => part !== "").join("&");
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(...valid).map(join) },
    {
      weight: 2,
      arbitrary: fc.tuple(...valid.map((value, at) => fc.oneof(value, faulty[at] ?? none)), more).map(join),
    },
  );
}

function pairsOf(name: string, value: unknown): string {
  const pair = (key: string, text: unknown) =>
    `${encodeURIComponent(key.toWellFormed())}=${encodeURIComponent(String(text).toWellFormed())}`;
  if (typeof value !== "object" || value === null) return pair(name, value);
  return Object.entries(value)
    .map(([key, inner]) => pair(`${name}[${key}]`, inner))
    .join("&");
}

function bodyOf({ operationId, requestBody }: Operation): fc.Arbitrary<string | Uint8Array | null> {
  const schema = requestBody?.content["application/json"]?.schema;
  const made = schema === undefined ? wildJson : schemaArbitrary(schema, known);
  const example = examples[operationId]?.request;
  const valid = example === undefined ? made : fc.oneof(made, fc.constant(example));
  return fc.oneof(
    { weight: 5, arbitrary: valid.map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: nearlyArbitrary(valid).map((value) => JSON.stringify(value) ?? "") },
    { weight: 2, arbitrary: wildJson.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: wildText },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** Every answer is held to the document by `call`; besides, there is one, and none says that something broke. */
async function ask(method: string, path: string, given: Parameters<typeof call>[2]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer after ${patienceMs} ms`)), patienceMs);
  });
  const { status, body } = await Promise.race([call(method, path, given), late]).finally(() =>
    clearTimeout(timer),
  );
  expect(status, JSON.stringify(body)).toBeLessThan(500);
}

describe("whatever is asked for", () => {
  it.each(
    operations.map(
      ({ method, path, operation }) => [operation.operationId, method, path, operation] as const,
    ),
  )("%s answers as the document says", { timeout: 60_000 }, async (_id, method, path, operation) => {
    const parameters = operation.parameters.filter((parameter) => "in" in parameter);
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    const bodies = method === "get" ? fc.constant(null) : bodyOf(operation);
    const property = fc.asyncProperty(
      fc.tuple(...inPath.map(({ schema }) => segment(schemaArbitrary(schema, known)))),
      queryOf(parameters.filter((parameter) => parameter.in === "query")),
      ...([bodies, headers, tokenFor(Object.keys(operation.security[0] ?? {})[0] ?? "")] as const),
      async (segments, query, body, sent, bearer) => {
        const filled = inPath.reduce(
          (text, { name }, at) => text.replace(`{${name}}`, () => segments[at] ?? ""),
          path,
        );
        await ask(method.toUpperCase(), `${filled}${query && `?${query}`}`, {
          headers: sent,
          ...(bearer === undefined ? {} : { token: bearer }),
          ...(body === null ? {} : { body }),
        });
      },
    );
    await fc.assert(property, options);
  });

  it("other protocols' routes answer as they should", { timeout: 60_000 }, async () => {
    const tusHeaders = fc.record(
      {
        "tus-resumable": fc.oneof({ weight: 5, arbitrary: fc.constant("1.0.0") }, headerText),
        "upload-length": fc.oneof(fc.constantFrom("0", "5", "-1", "1e3", "99999999999999999999"), headerText),
        "upload-offset": fc.oneof(fc.constantFrom("0", "5", "-1"), headerText),
        "upload-metadata": fc.oneof(fc.constantFrom("filename Y2xpcA==", "filename", "a b c"), headerText),
        "upload-concat": fc.oneof(fc.constantFrom("partial", "final;/v1/tus/x"), headerText),
        "upload-checksum": headerText,
        "upload-defer-length": headerText,
        "content-type": fc.constantFrom("application/offset+octet-stream", "text/plain"),
        "x-http-method-override": fc.constantFrom("PATCH", "DELETE", "x"),
        origin: headerText,
        range: headerText,
      },
      { requiredKeys: [] },
    );
    const place = fc.oneof(
      fc
        .tuple(fc.constantFrom("/play/", "/v1/tus/", "/dashboard/", "/docs/", "/"), wildText)
        .map(([start, text]) => start + encodeURIComponent(text.toWellFormed())),
      fc
        .tuple(wildText, wildText)
        .map(
          ([grant, name]) =>
            `/play/${encodeURIComponent(grant.toWellFormed())}/${encodeURIComponent(name.toWellFormed())}`,
        ),
      wildText.map((name) => `/play/${ids.pbk?.[0]}/${encodeURIComponent(name.toWellFormed())}`),
      fc.constantFrom("/v1/tus", "/dashboard/session", "/openapi.json", "/docs/errors"),
      fc.nat({ max: 1 }).map((index) => `/v1/tus/${ids.upl?.[index]}`),
    );
    const method = fc.constantFrom("GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "PUT");
    const body = fc.oneof(fc.constant(null), wildText);
    await fc.assert(
      fc.asyncProperty(
        method,
        place,
        tusHeaders,
        tokenFor("upload_token"),
        body,
        async (verb, path, sent, bearer, given) => {
          await ask(verb, path, {
            headers: sent,
            ...(bearer === undefined ? {} : { token: bearer }),
            ...(given === null || verb === "GET" || verb === "HEAD" ? {} : { body: given }),
          });
        },
      ),
      { ...options, numRuns: options.numRuns * 8 },
    );
  });
});
