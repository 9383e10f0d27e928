import { ApiError } from "./api-error.ts";
import type { ApiKeyRecord, Services } from "./ports.ts";

/**
 * The key behind a session, with what the session may do of what the key may. A revoked key ends its sessions.
 *
 * @throws ApiError `unauthenticated`, `token_expired`
 */
export async function readSession({ tokens, apiKeys }: Services, token: string): Promise<ApiKeyRecord> {
  const { key_id, scopes } = await tokens.readSession(token);
  const key = await apiKeys.find(key_id);
  if (key === null || key.revoked_at !== null) {
    throw new ApiError("unauthenticated", "The key of this session was revoked. Sign in with another one.");
  }
  return { ...key, scopes: key.scopes.filter((scope) => scopes.includes(scope)) };
}
