import type { SignatureScheme } from "@firstframe/contract";
import { fromBase64, toBase64 } from "../base64.ts";
import type { RandomBytes } from "../ports.ts";

/** What secrets are sealed for. */
export const sealPurpose = "webhook";

/** Bytes of a shared secret, and of the seed of a key pair. */
const secretBytes = 32;

/** What comes before the seed in the PKCS #8 form of an Ed25519 private key (RFC 8410, section 7). */
const pkcs8Prefix = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

export interface WebhookSecret {
  /** What signs: `whsec_…`, or `whsk_…` with the seed and the public key. */
  readonly signing: string;
  /** What receivers verify with: the same `whsec_…`, or `whpk_…`. */
  readonly verifying: string;
}

/**
 * Makes what an endpoint's messages are signed and verified with, as
 * {@link https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme Standard Webhooks}
 * writes it.
 *
 * @param randomBytes from a cryptographic source
 */
export async function makeWebhookSecret(
  scheme: SignatureScheme,
  randomBytes: RandomBytes,
): Promise<WebhookSecret> {
  const random = randomBytes(secretBytes);
  if (scheme === "v1") {
    const secret = `whsec_${toBase64(random)}`;
    return { signing: secret, verifying: secret };
  }
  const key = await importEd25519(random, true);
  // The private key's JWK names the public one beside it (RFC 8037).
  const { x = "" } = (await crypto.subtle.exportKey("jwk", key)) as JsonWebKey;
  const publicKey = fromBase64(x.replaceAll("-", "+").replaceAll("_", "/"));
  return {
    signing: `whsk_${toBase64(new Uint8Array([...random, ...publicKey]))}`,
    verifying: `whpk_${toBase64(publicKey)}`,
  };
}

/** The private key of a seed of 32 bytes. */
export function importEd25519(seed: Uint8Array, extractable: boolean): Promise<CryptoKey> {
  const pkcs8 = new Uint8Array([...pkcs8Prefix, ...seed.subarray(0, secretBytes)]);
  return crypto.subtle.importKey("pkcs8", pkcs8, { name: "Ed25519" }, extractable, ["sign"]);
}
