import type { Environment, SigningKeyWithPrivateJwk } from "@firstframe/contract";
import type { Services } from "./ports.ts";
import { toSigningKey } from "./to-signing-key.ts";

/**
 * Makes a playback signing key, which signs from now on; tokens of the others stay good. The answer is the one time that
 * its private half can be read.
 */
export async function createSigningKey(
  services: Services,
  environment: Environment,
): Promise<SigningKeyWithPrivateJwk> {
  const { record, privateJwk } = await services.playback.makeKey(environment, {
    random: services.randomBytes,
    now: services.clock(),
  });
  const answer = { ...toSigningKey(record), private_jwk: JSON.parse(privateJwk) };
  await services.changes.commit([{ kind: "create_signing_key", key: record }], { answer });
  return answer;
}
