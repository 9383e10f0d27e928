import {
  apiKey,
  apiKeyList,
  apiKeyListQuery,
  apiKeyWithSecret,
  createApiKey as createApiKeySchema,
  rotateApiKey as rotateApiKeySchema,
} from "@firstframe/contract";
import { toApiKey } from "../domain/api-key-record.ts";
import { createApiKey } from "../domain/create-api-key.ts";
import { findApiKey } from "../domain/find-api-key.ts";
import { listApiKeys } from "../domain/list-api-keys.ts";
import { revokeApiKey } from "../domain/revoke-api-key.ts";
import { rotateApiKey } from "../domain/rotate-api-key.ts";
import { idParam } from "../http/id-param.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Keys";
const params = idParam("api_key");
const read = { scope: "keys:read", orRoot: true } as const;
const write = { scope: "keys:write", orRoot: true } as const;

export const apiKeyRoutes: Route[] = [
  route({
    method: "POST",
    path: "/v1/api-keys",
    access: write,
    tag,
    summary: "Make a secret key; the deployment's root secret makes the first one",
    request: { body: createApiKeySchema },
    status: 201,
    response: apiKeyWithSecret,
    handle: ({ services, key, body }) => createApiKey(services, key, body),
  }),
  route({
    method: "GET",
    path: "/v1/api-keys",
    access: read,
    tag,
    summary: "Secret keys, newest first, with their use; never the secrets",
    request: { query: apiKeyListQuery },
    status: 200,
    response: apiKeyList,
    handle: ({ services, key, query }) => listApiKeys(services, key, query),
  }),
  route({
    method: "GET",
    path: "/v1/api-keys/:id",
    access: read,
    tag,
    summary: "A secret key with its use; never the secret",
    request: { params },
    status: 200,
    response: apiKey,
    handle: async ({ services, key, params }) => toApiKey(await findApiKey(services, key, params.id)),
  }),
  route({
    method: "POST",
    path: "/v1/api-keys/:id/rotate",
    access: write,
    tag,
    summary: "Replace a key by a new one; the old one is still good for the overlap",
    request: { params, body: rotateApiKeySchema },
    status: 201,
    response: apiKeyWithSecret,
    handle: ({ services, key, params, body }) =>
      rotateApiKey(services, key, { id: params.id, overlapS: body.overlap_s }),
  }),
  route({
    method: "POST",
    path: "/v1/api-keys/:id/revoke",
    access: write,
    tag,
    summary: "End a key at once; once more does no harm",
    request: { params },
    status: 200,
    response: apiKey,
    handle: ({ services, key, params }) => revokeApiKey(services, key, params.id),
  }),
];
