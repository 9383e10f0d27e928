import type { ApiKeyWithSecret, CreateApiKey } from "@firstframe/contract";
import { currentApiVersion } from "@firstframe/contract/constants";
import { ApiError } from "./api-error.ts";
import { newApiKey } from "./new-api-key.ts";
import type { ApiKeyRecord, Services } from "./ports.ts";
import { requireScopes } from "./require-scopes.ts";

/**
 * Makes a secret key. Only its hash is kept: the answer is the one time that it can be read.
 *
 * @param caller the key that asks for it, null for the deployment's root secret
 * @throws ApiError `insufficient_scope` for what the caller's own key lacks
 */
export async function createApiKey(
  services: Services,
  caller: ApiKeyRecord | null,
  { expires_in_s, api_version, ...input }: CreateApiKey,
): Promise<ApiKeyWithSecret> {
  if (caller !== null && caller.environment !== input.environment) {
    throw new ApiError(
      "insufficient_scope",
      `A ${caller.environment} key makes keys for ${caller.environment} only.`,
    );
  }
  requireScopes(caller, input.scopes, "give");
  const { key, change } = await newApiKey(services, {
    ...input,
    api_version: api_version ?? currentApiVersion,
    lifetimeMs: expires_in_s === undefined ? null : expires_in_s * 1000,
  });
  await services.changes.commit([change]);
  return key;
}
