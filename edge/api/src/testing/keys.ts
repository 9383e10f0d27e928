import { env } from "cloudflare:test";
import type { ApiKeyWithSecret, CreateApiKey } from "@firstframe/contract";
import { scopes } from "@firstframe/contract/constants";
import { expect } from "vitest";
import { call } from "./client.ts";

/** Makes a key, as the deployer would; it may do everything in the sandbox unless told. */
export async function makeKey(options: Partial<CreateApiKey> = {}): Promise<ApiKeyWithSecret> {
  const { status, body } = await call<ApiKeyWithSecret>("POST", "/v1/api-keys", {
    token: env.ROOT_SECRET,
    json: { name: "test", environment: "sandbox", scopes, ...options },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

/** Does something with a key: `rotate`, or `revoke`; the root secret unless another caller is told. */
export function manageKey<Body = ApiKeyWithSecret>(
  { id }: { readonly id: string },
  act: "rotate" | "revoke",
  options: { json?: object; token?: string } = {},
) {
  return call<Body>("POST", `/v1/api-keys/${id}/${act}`, { token: env.ROOT_SECRET, json: {}, ...options });
}
