import { env, SELF } from "cloudflare:test";
import type { ApiKeyWithSecret, Environment, Scope, UploadGrant } from "@firstframe/contract";
import { apiVersionHeader, scopes } from "@firstframe/contract/constants";
import { expect } from "vitest";
import { createApp } from "../app.ts";
import { compose } from "../compose.ts";
import { checkAnswer } from "./check-answer.ts";

const base = "https://video.test";

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

interface CallOptions {
  readonly token?: string;
  readonly json?: unknown;
  readonly body?: BodyInit;
  readonly headers?: Record<string, string>;
  /** What answers instead of the Worker as the tests are configured. */
  readonly send?: (request: Request) => Promise<Response>;
}

/** The Worker with other values of its variables; each has an isolate's memory of its own. */
export function configured(variables: Partial<Env>): (request: Request) => Promise<Response> {
  const app = createApp((bindings) => compose({ ...bindings, ...variables }));
  return async (request) => app.fetch(request, env);
}

/** Calls the Worker as a client would, over its fetch handler; every answer is held to the OpenAPI document. */
export async function call<Body = unknown>(
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer<Body>> {
  const { send = (request) => SELF.fetch(request) } = options;
  const request = new Request(path.startsWith("http") ? path : base + path, {
    method,
    redirect: "manual",
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.json === undefined ? {} : { "content-type": "application/json" }),
      ...options.headers,
    },
    body: options.json === undefined ? (options.body ?? null) : JSON.stringify(options.json),
  });
  const response = await send(request);
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const bytes = new TextDecoder().decode(await response.arrayBuffer());
  const body = (isJson && bytes !== "" ? JSON.parse(bytes) : bytes) as Body;
  const { status, headers } = response;
  const { pathname } = new URL(path, base);
  const [contentType, version] = [headers.get("content-type"), headers.get(apiVersionHeader)];
  checkAnswer({ method, path: pathname, status, contentType, version, body });
  return { status, headers, body };
}

/** Makes a key as a deployer would. */
export async function createKey(
  environment: Environment = "sandbox",
  keyScopes: readonly Scope[] = scopes,
): Promise<string> {
  const { status, body } = await call<ApiKeyWithSecret>("POST", "/v1/api-keys", {
    token: env.ROOT_SECRET,
    json: { name: "test", environment, scopes: keyScopes },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.secret;
}

/** Makes an upload with the given options. */
export async function createUpload(token: string, json: object = {}): Promise<UploadGrant> {
  const { status, body } = await call<UploadGrant>("POST", "/v1/uploads", {
    token,
    json: { playback_policy: "public", ...json },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

/** Sends a whole file by tus, in one PATCH. Returns the answers' statuses. */
export async function sendFile(grant: UploadGrant, bytes: Uint8Array): Promise<number[]> {
  const created = await call("POST", grant.endpoint, {
    token: grant.token,
    headers: {
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.byteLength),
      "upload-metadata": `filename ${btoa("clip.mp4")},filetype ${btoa("video/mp4")}`,
    },
  });
  if (bytes.byteLength === 0) return [created.status];
  const patched = await patch(grant, 0, bytes);
  return [created.status, patched.status];
}

export async function patch(grant: UploadGrant, offset: number, body: BodyInit): Promise<Answer<unknown>> {
  return call("PATCH", `${grant.endpoint}/${grant.id}`, {
    token: grant.token,
    body,
    headers: {
      "tus-resumable": "1.0.0",
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    },
  });
}
