import { type AdmittedKey, admitKey } from "./admit-key.ts";
import { ApiError } from "./api-error.ts";
import type { KeyBudget } from "./budget.ts";
import type { Services } from "./ports.ts";

/**
 * The key behind a session, with what the session may do of what the key may; one request is taken from the key's budget.
 * A session ends with its key.
 *
 * @throws ApiError `unauthenticated`, `token_expired`
 */
export async function readSession(
  services: Services,
  token: string,
  budget: KeyBudget,
): Promise<AdmittedKey> {
  const { key_id, scopes } = await services.tokens.readSession(token);
  const found = await services.apiKeys.find(key_id);
  if (found === null) {
    throw new ApiError("unauthenticated", "The key of this session is gone. Sign in with another one.");
  }
  const { key, allowance } = await admitKey(services, found.secret_hash, budget);
  return { key: { ...key, scopes: key.scopes.filter((scope) => scopes.includes(scope)) }, allowance };
}
