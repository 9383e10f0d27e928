import type { ApiKeyWithSecret, CreateApiKey } from "@firstframe/contract";
import { currentApiVersion } from "@firstframe/contract/constants";
import { hashSecret, makeSecret } from "./api-key-secret.ts";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";

/** Makes a secret key. Only its hash is kept: the answer is the one time that it can be read. */
export async function createApiKey(services: Services, input: CreateApiKey): Promise<ApiKeyWithSecret> {
  const secret = makeSecret(input.environment, services.randomBytes(32));
  const key = {
    id: services.makeId("api_key"),
    name: input.name,
    environment: input.environment,
    scopes: [...new Set(input.scopes)],
    hint: `${secret.slice(0, -28)}…`,
    api_version: input.api_version ?? currentApiVersion,
    created_at: formatTime(services.clock()),
    expires_at: null,
    revoked_at: null,
    replaced_by: null,
    last_used_at: null,
    use_count: 0,
  };
  await services.apiKeys.create({ ...key, secret_hash: await hashSecret(secret) });
  return { ...key, secret };
}
