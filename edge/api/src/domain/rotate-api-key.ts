import type { ApiKeyWithSecret } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import { toApiKey } from "./api-key-record.ts";
import { findApiKey } from "./find-api-key.ts";
import { keyFault } from "./key-fault.ts";
import { newApiKey } from "./new-api-key.ts";
import type { ApiKeyRecord, Services } from "./ports.ts";
import { requireScopes } from "./require-scopes.ts";
import { StaleStateError } from "./stale-state-error.ts";

/**
 * Replaces a key by a new one with the same name, scopes and version, and as long a life: both are good until the overlap
 * ends.
 *
 * @param caller the key that asks for it, null for the root secret
 * @returns the new key; it can be read this once
 * @throws ApiError `not_found`, `insufficient_scope`, `conflict` for a key that is not good or was replaced before
 */
export async function rotateApiKey(
  services: Services,
  caller: ApiKeyRecord | null,
  { id, overlapS }: { readonly id: string; readonly overlapS: number },
): Promise<ApiKeyWithSecret> {
  const old = await findApiKey(services, caller, id);
  requireScopes(caller, old.scopes, "rotate");
  const end = old.expires_at === null ? null : Date.parse(old.expires_at);
  const { key, change } = await newApiKey(services, {
    name: old.name,
    environment: old.environment,
    scopes: old.scopes,
    api_version: old.api_version,
    lineageId: old.lineage_id,
    // One that was to end does not become one that never does.
    lifetimeMs: end === null ? null : end - Date.parse(old.created_at),
  });
  const expiresAt = Math.min(end ?? Number.POSITIVE_INFINITY, services.clock() + overlapS * 1000);
  try {
    await services.changes.commit([{ kind: "rotate_api_key", id, replacedBy: key.id, expiresAt }, change]);
  } catch (error) {
    if (error instanceof StaleStateError) throw await conflict(services, id);
    throw error;
  }
  await services.keyGuards.forget(old.secret_hash);
  // As it was committed: the old one, which it was derived from, is another now, should this be asked once more.
  return { ...toApiKey(await findApiKey(services, caller, key.id)), secret: key.secret };
}

async function conflict({ apiKeys, clock }: Services, id: string): Promise<ApiError> {
  const key = await apiKeys.find(id);
  const why =
    (key && keyFault(key, clock())) ??
    (key?.replaced_by
      ? `The key was replaced by ${key.replaced_by} already.`
      : "The key has changed meanwhile.");
  return new ApiError("conflict", `${why} Rotate the key that is in use, or make a new one.`);
}
