import type { Environment, Scope } from "@firstframe/contract/constants";
import type { ApiClient } from "./api-client.ts";
import { ApiFailure } from "./api-failure.ts";

/** Who is signed in, as `GET /dashboard/session` tells it. */
export interface Session {
  readonly environment: Environment;
  readonly key_name: string;
  readonly scopes: readonly Scope[];
}

const path = "/dashboard/session";

/** The API key in a location's hash (`#key=ff_…`), or null. */
export function keyFromHash(hash: string): string | null {
  return hash.startsWith("#key=") ? new URLSearchParams(hash.slice(1)).get("key") : null;
}

/** The session of the cookie; null when nobody is signed in. Rejects with `ApiFailure` on anything else. */
export async function currentSession(client: ApiClient): Promise<Session | null> {
  try {
    return await client.get<Session>(path);
  } catch (failure) {
    if (failure instanceof ApiFailure && failure.status === 401) return null;
    throw failure;
  }
}

/** Exchanges a key for a cookie. Rejects with an `ApiFailure` whose message a person can act on. */
export async function signIn(client: ApiClient, key: string): Promise<Session> {
  try {
    await client.send("POST", path, { key: key.trim() });
  } catch (failure) {
    if (failure instanceof ApiFailure && failure.status === 401) {
      const detail = "This key is not valid or was revoked.";
      throw new ApiFailure({ ...failure, detail }, { cause: failure });
    }
    throw failure;
  }
  return await client.get<Session>(path);
}

/** Forgets the cookie. */
export async function signOut(client: ApiClient): Promise<void> {
  await client.send("DELETE", path);
}
