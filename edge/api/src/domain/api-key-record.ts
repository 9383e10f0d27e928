import type { ApiKey } from "@firstframe/contract";
import type { ApiKeyRecord } from "./ports.ts";

/** A key as callers see it: without the hash of its secret and what keeps its requests' names. */
export function toApiKey({ secret_hash, lineage_id, ...key }: ApiKeyRecord): ApiKey {
  return key;
}
