import type { ApiKey } from "@firstframe/contract";
import type { ApiKeyRecord } from "./ports.ts";

/** A key as callers see it: without the hash of its secret. */
export function toApiKey({ secret_hash, ...key }: ApiKeyRecord): ApiKey {
  return key;
}
