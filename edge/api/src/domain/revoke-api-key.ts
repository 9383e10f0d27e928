import type { ApiKey } from "@firstframe/contract";
import { toApiKey } from "./api-key-record.ts";
import { findApiKey } from "./find-api-key.ts";
import type { ApiKeyRecord, Services } from "./ports.ts";
import { requireScopes } from "./require-scopes.ts";

/**
 * Ends a key at once; once more does no harm.
 *
 * @param caller the key that asks for it (it may be the same one), null for the root secret
 * @throws ApiError `not_found`, `insufficient_scope`
 */
export async function revokeApiKey(
  services: Services,
  caller: ApiKeyRecord | null,
  id: string,
): Promise<ApiKey> {
  const key = await findApiKey(services, caller, id);
  requireScopes(caller, key.scopes, "revoke");
  await services.changes.commit([{ kind: "revoke_api_key", id }]);
  await services.keyGuards.forget(key.secret_hash);
  return toApiKey(await findApiKey(services, caller, id));
}
