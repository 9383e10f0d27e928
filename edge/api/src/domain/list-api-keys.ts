import type { ApiKey, ApiKeyListQuery } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { toApiKey } from "./api-key-record.ts";
import type { ApiKeyRecord, Page, Services } from "./ports.ts";

/**
 * Keys within the caller's reach, newest first.
 *
 * @param caller null for the root secret, which may name any environment, or none for all
 * @throws ApiError `insufficient_scope` for another environment than the calling key's
 */
export async function listApiKeys(
  { apiKeys }: Services,
  caller: ApiKeyRecord | null,
  { environment, ...query }: ApiKeyListQuery,
): Promise<Page<ApiKey>> {
  const own = caller?.environment ?? environment ?? null;
  if (environment !== undefined && environment !== own) {
    throw new ApiError("insufficient_scope", `A ${own} key sees the keys of ${own} only.`);
  }
  const page = await apiKeys.list(own, query);
  return { ...page, data: page.data.map(toApiKey) };
}
