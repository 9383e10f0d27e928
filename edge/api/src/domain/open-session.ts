import { readScopes } from "@firstframe/contract/constants";
import { ApiError } from "./api-error.ts";
import type { ApiKeyRecord, Services } from "./ports.ts";

/** How long a dashboard stays signed in, in seconds. */
export const sessionLifetimeS = 12 * 3600;

/**
 * Signs a person in with a secret key, for looking only.
 *
 * @returns the session's token
 * @throws ApiError `insufficient_scope`
 */
export async function openSession(services: Services, key: ApiKeyRecord): Promise<string> {
  const scopes = readScopes.filter((scope) => key.scopes.includes(scope));
  if (!scopes.includes("metrics:read")) {
    throw new ApiError("insufficient_scope", "The dashboard needs a key with the scope metrics:read.");
  }
  return services.tokens.signSession({ key_id: key.id, scopes }, services.clock() + sessionLifetimeS * 1000);
}
