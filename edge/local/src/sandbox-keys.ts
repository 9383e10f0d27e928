import type { ApiKeyWithSecret } from "@firstframe/contract";
import { readScopes, type Scope, scopes } from "@firstframe/contract/constants";
import type { LocalSecrets } from "./local-state.ts";
import { StartError } from "./start-error.ts";

export type LocalKeys = Required<Pick<LocalSecrets, "secret_key" | "dashboard_key" | "scopes">>;

/** The keys of an earlier start; null where there are none, or scopes have come since that they lack. */
export function keptSandboxKeys({ secret_key, dashboard_key, scopes: kept }: LocalSecrets): LocalKeys | null {
  if (secret_key === undefined || dashboard_key === undefined || kept === undefined) return null;
  return scopes.every((scope) => kept.includes(scope)) ? { secret_key, dashboard_key, scopes: kept } : null;
}

/** Makes the sandbox keys of the demo and of the dashboard, as a deployer would: with the root secret. */
export async function createSandboxKeys(api: string, rootSecret: string): Promise<LocalKeys> {
  return {
    scopes,
    secret_key: await createKey(api, rootSecret, "demo (local)", scopes),
    dashboard_key: await createKey(api, rootSecret, "dashboard (local)", readScopes),
  };
}

async function createKey(
  api: string,
  rootSecret: string,
  name: string,
  keyScopes: readonly Scope[],
): Promise<string> {
  const response = await fetch(`${api}/v1/api-keys`, {
    method: "POST",
    headers: { authorization: `Bearer ${rootSecret}`, "content-type": "application/json" },
    body: JSON.stringify({ name, environment: "sandbox", scopes: keyScopes }),
  });
  if (!response.ok) throw new StartError(`The sandbox key could not be made: ${await response.text()}`);
  const { secret } = (await response.json()) as ApiKeyWithSecret;
  return secret;
}
