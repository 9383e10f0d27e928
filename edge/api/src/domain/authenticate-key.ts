import { ApiError } from "./api-error.ts";
import { hashSecret, looksLikeSecret } from "./api-key-secret.ts";
import type { ApiKeyRecord, Services } from "./ports.ts";

/**
 * The key behind a secret.
 *
 * @throws ApiError `unauthenticated`, the same for every wrong secret
 */
export async function authenticateKey({ apiKeys }: Services, secret: string): Promise<ApiKeyRecord> {
  const key = looksLikeSecret(secret) ? await apiKeys.findByHash(await hashSecret(secret)) : null;
  if (key === null || key.revoked_at !== null) {
    throw new ApiError(
      "unauthenticated",
      "The secret key is not valid or was revoked. Send a key of this deployment as «Authorization: Bearer ff_…».",
    );
  }
  return key;
}
