import type { Environment, SigningKey } from "@firstframe/contract";
import { notFound } from "./api-error.ts";
import type { Services } from "./ports.ts";
import { StaleStateError } from "./stale-state-error.ts";
import { toSigningKey } from "./to-signing-key.ts";

/**
 * Revokes a playback signing key: whatever it has signed is refused from now on. Harmless when repeated.
 *
 * @throws ApiError `not_found`
 */
export async function revokeSigningKey(
  services: Services,
  { environment, kid }: { readonly environment: Environment; readonly kid: string },
): Promise<SigningKey> {
  const read = async () => {
    const key = await services.signingKeys.find(kid);
    if (key?.environment !== environment) throw notFound("signing key", kid);
    return key;
  };
  const key = await read();
  if (key.revoked_at !== null) return toSigningKey(key);
  try {
    await services.changes.commit([{ kind: "revoke_signing_key", kid }]);
  } catch (error) {
    // Another request has revoked it.
    if (!(error instanceof StaleStateError)) throw error;
  }
  return toSigningKey(await read());
}
