import { notFound } from "./api-error.ts";
import type { ApiKeyRecord, Services } from "./ports.ts";

/**
 * A key within the caller's reach: of its own environment, for the root secret of any.
 *
 * @param caller null for the root secret
 * @throws ApiError `not_found`
 */
export async function findApiKey(
  { apiKeys }: Services,
  caller: ApiKeyRecord | null,
  id: string,
): Promise<ApiKeyRecord> {
  const found = await apiKeys.find(id);
  if (found === null || (caller !== null && caller.environment !== found.environment)) {
    throw notFound("key", id);
  }
  return found;
}
