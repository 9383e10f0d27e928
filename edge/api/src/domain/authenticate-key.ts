import { type AdmittedKey, admitKey, notAuthenticated } from "./admit-key.ts";
import { hashSecret, looksLikeSecret } from "./api-key-secret.ts";
import type { KeyBudget } from "./budget.ts";
import type { Services } from "./ports.ts";

/**
 * The key behind a secret; one request is taken from its budget.
 *
 * @throws ApiError `unauthenticated`
 */
export async function authenticateKey(
  services: Services,
  secret: string,
  budget: KeyBudget,
): Promise<AdmittedKey> {
  if (!looksLikeSecret(secret)) throw notAuthenticated("The secret key is not valid.");
  return admitKey(services, await hashSecret(secret), budget);
}
