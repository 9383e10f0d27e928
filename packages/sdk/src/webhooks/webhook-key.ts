import { decodeBase64 } from "./base64.ts";

/** With what a message is signed or verified, and how its signatures are marked. */
export interface WebhookKey {
  /** `v1`: HMAC-SHA256. `v1a`: ed25519. */
  readonly scheme: "v1" | "v1a";
  readonly key: CryptoKey;
  readonly algorithm: "HMAC" | "Ed25519";
}

const publicKeyBytes = 32;

/**
 * Reads `whsec_…` (a shared secret) or `whpk_…` (a public key), as they were shown when the endpoint was made.
 *
 * @throws TypeError when it is neither; never contains it
 */
export async function importWebhookKey(secret: string, usage: "sign" | "verify"): Promise<WebhookKey> {
  const [, prefix, encoded = ""] = /^(whsec_|whpk_)(.+)$/s.exec(secret.trim()) ?? [];
  const bytes = decodeBase64(encoded);
  if (prefix === "whsec_" && bytes !== null && bytes.length > 0) {
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, [usage]);
    return { scheme: "v1", key, algorithm: "HMAC" };
  }
  if (prefix === "whpk_" && bytes?.length === publicKeyBytes && usage === "verify") {
    const key = await crypto.subtle.importKey("raw", bytes, { name: "Ed25519" }, false, [usage]);
    return { scheme: "v1a", key, algorithm: "Ed25519" };
  }
  throw new TypeError(
    usage === "verify"
      ? "secret is not one of a webhook endpoint: pass whsec_… or whpk_… as it was shown when the endpoint was made"
      : "secret is not whsec_… with base64 behind it: only a shared secret can sign",
  );
}
