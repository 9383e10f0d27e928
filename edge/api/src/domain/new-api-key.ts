import type { ApiKeyWithSecret, ApiVersion, Environment, Scope } from "@firstframe/contract";
import { hashSecret, makeSecret, secretBytes } from "./api-key-secret.ts";
import type { Change } from "./change.ts";
import { formatTime } from "./format-time.ts";
import type { Services } from "./ports.ts";

interface NewApiKey {
  readonly name: string;
  readonly environment: Environment;
  readonly scopes: readonly Scope[];
  readonly api_version: ApiVersion;
  /** How long it is good for, in ms; null for ever. */
  readonly lifetimeMs: number | null;
  /** Of the key that it replaces. */
  readonly lineageId?: string;
}

/** A key to be, with its secret: only the secret's hash is in the change that makes it. */
export async function newApiKey(
  { clock, makeId, randomBytes }: Services,
  { lifetimeMs, lineageId, scopes, ...given }: NewApiKey,
): Promise<{ key: ApiKeyWithSecret; change: Change }> {
  const secret = makeSecret(given.environment, randomBytes(secretBytes));
  const createdAt = clock();
  const expiresAt = lifetimeMs === null ? null : createdAt + lifetimeMs;
  const key = {
    ...given,
    id: makeId("api_key"),
    scopes: [...new Set(scopes)],
    hint: `${secret.slice(0, -28)}…`,
  };
  return {
    key: {
      ...key,
      created_at: formatTime(createdAt),
      expires_at: formatTime(expiresAt),
      revoked_at: null,
      replaced_by: null,
      last_used_at: null,
      use_count: 0,
      secret,
    },
    change: {
      kind: "create_api_key",
      key: {
        ...key,
        lineage_id: lineageId ?? key.id,
        secret_hash: await hashSecret(secret),
        created_at: createdAt,
        expires_at: expiresAt,
      },
    },
  };
}
