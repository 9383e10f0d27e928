import {
  signingKey,
  signingKeyId,
  signingKeyList,
  signingKeyListQuery,
  signingKeyWithPrivateJwk,
} from "@firstframe/contract";
import * as z from "zod";
import { createSigningKey } from "../domain/create-signing-key.ts";
import { revokeSigningKey } from "../domain/revoke-signing-key.ts";
import { toSigningKey } from "../domain/to-signing-key.ts";
import { type Route, route } from "../http/route.ts";

const tag = "Playback";

export const signingKeyRoutes: Route[] = [
  route({
    method: "GET",
    path: "/v1/signing-keys",
    access: { scope: "keys:read" },
    tag,
    summary: "Keys that playback tokens are signed with, newest first",
    request: { query: signingKeyListQuery },
    status: 200,
    response: signingKeyList,
    async handle({ services, environment, query }) {
      const page = await services.signingKeys.list(environment, query);
      return { ...page, data: page.data.map(toSigningKey) };
    },
  }),
  route({
    method: "POST",
    path: "/v1/signing-keys",
    access: { scope: "keys:write" },
    tag,
    summary: "Make a signing key, which signs from now on; its private half is told this once",
    request: { body: z.strictObject({}) },
    status: 201,
    response: signingKeyWithPrivateJwk,
    handle: ({ services, environment }) => createSigningKey(services, environment),
  }),
  route({
    method: "POST",
    path: "/v1/signing-keys/:kid/revoke",
    access: { scope: "keys:write" },
    tag,
    summary: "Revoke a signing key; playback tokens that it has signed are refused at once",
    request: { params: z.strictObject({ kid: signingKeyId }) },
    status: 200,
    response: signingKey,
    handle: ({ services, environment, params }) =>
      revokeSigningKey(services, { environment, kid: params.kid }),
  }),
];
