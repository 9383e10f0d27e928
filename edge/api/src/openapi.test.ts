import { requestErrors } from "@firstframe/contract/constants";
import { validate } from "@hyperjump/json-schema/openapi-3-1";
import { describe, expect, it } from "vitest";
import { examples } from "./http/openapi/examples.ts";
import { openapiDocument } from "./http/openapi-document.ts";
import { allRoutes } from "./routes/all-routes.ts";
import { checkAnswer, checkValue } from "./testing/check-answer.ts";
import { call } from "./testing/client.ts";

type Json = Parameters<Awaited<ReturnType<typeof validate>>>[0];

interface Operation {
  readonly operationId: string;
  readonly tags: string[];
  readonly parameters: ({ readonly name: string } & { readonly $ref?: string })[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: object }> }>;
}

const document = openapiDocument(allRoutes, "https://video.test");
const operations = Object.values(document.paths as Record<string, Record<string, Operation>>).flatMap(
  (methods) => Object.values(methods),
);
const operation = (id: string) => {
  const found = operations.find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};

describe("the OpenAPI document", () => {
  it("is served, and valid OpenAPI 3.1", async () => {
    const { body } = await call<Json>("GET", "/openapi.json");
    expect(body).toEqual(JSON.parse(JSON.stringify(document)));
    const result = await validate("https://spec.openapis.org/oas/3.1/schema-base", body, "DETAILED");
    expect(result.valid, JSON.stringify(result).slice(0, 2000)).toBe(true);
    const broken = await validate("https://spec.openapis.org/oas/3.1/schema-base", {
      ...{ openapi: "3.1.0", info: { title: "x", version: "1" } },
      paths: { "/x": { get: { responses: { nonsense: {} } } } },
    });
    expect(broken.valid).toBe(false);
  });

  it("names every operation once, as an identifier, under a tag that says what it is about", () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids).toHaveLength(allRoutes.length);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-zA-Z]+$/);
    expect(ids).toEqual(
      expect.arrayContaining([
        ...["listAssets", "getAsset", "createAsset", "updateAsset", "deleteAsset", "createUpload"],
        ...["listUploads", "cancelUpload", "retryJob", "getJobRecord", "listAssetTracks", "createAssetTrack"],
        ...["createSigningKey", "revokeSigningKey", "listAuditEntries", "getUploadStatus", "leaseTask"],
      ]),
    );
    const described = document.tags.map(({ name }) => name);
    for (const { tags } of operations) expect(described).toEqual(expect.arrayContaining(tags));
  });

  it("refers to nothing that it does not hold", () => {
    const refs = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g);
    for (const [, kind = "", name = ""] of refs) {
      expect(document.components[kind as "schemas"], `${kind}/${name}`).toHaveProperty([name]);
    }
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(["Asset", "Upload", "Job", "Event", "Problem", "CreateUpload", "AssetList"]),
    );
  });

  it("tells of headers and parameters", () => {
    expect(JSON.stringify(operation("createUpload").parameters)).toMatch(
      /IdempotencyKey.*|FirstframeVersion/,
    );
    const names = operation("listAssets").parameters.map(({ name, $ref }) => name ?? $ref);
    expect(names).toEqual(expect.arrayContaining(["limit", "cursor", "metadata", "created_after"]));
    expect(JSON.stringify(operation("listAssets").responses)).toContain("RateLimit");
  });

  it.each(Object.keys(examples))("has examples of %s that are as its schemas say", (id) => {
    const { requestBody, responses } = operation(id);
    const { request, response } = examples[id] ?? {};
    const sent = requestBody?.content["application/json"]?.schema;
    if (request !== undefined) checkValue(request, sent ?? {});
    const answered = (responses["200"] ?? responses["201"])?.content?.["application/json"]?.schema;
    if (response !== undefined) checkValue(response, answered ?? {});
    expect(request ?? response).toBeDefined();
  });
});

describe("answers are held to the document, which", () => {
  const answer = {
    method: "GET",
    path: "/healthz",
    status: 200,
    contentType: "application/json",
    version: null,
    body: {},
  };
  it.each([
    ["lacks a field", answer],
    ["does not know a field", { ...answer, body: { status: "ok", more: 1 } }],
    ["does not name a status", { ...answer, status: 201, body: { status: "ok" } }],
    ["knows errors as problems alone", { ...answer, status: 404, body: { error: "no" } }],
    ["knows every error of a route", { ...answer, status: 409, contentType: "application/problem+json" }],
  ])("finds out one that it %s", (_what, wrong) => {
    expect(() => checkAnswer(wrong)).toThrow("The answer");
  });

  it("lets one pass that is as it says", () => {
    expect(() => checkAnswer({ ...answer, body: { status: "ok" } })).not.toThrow();
  });
});

describe("the error reference", () => {
  it("says of every code what it means and what to do", async () => {
    const { body } = await call<string>("GET", "/docs/errors");
    for (const [code, { advice, title }] of Object.entries(requestErrors)) {
      expect(body).toContain(`id="${code}"`);
      expect(body).toContain(title);
      expect(body).toContain(advice.slice(0, 20));
      expect(advice).toMatch(/\.$/);
    }
  });
});
