import { fromBase64, toBase64 } from "../domain/base64.ts";
import type { Sealer } from "../domain/ports.ts";
import { isSameSecret } from "./is-same-secret.ts";

const encoder = new TextEncoder();

/**
 * The deployment's root secret: never used itself, only to derive keys (HKDF-SHA-256, RFC 5869). Seals by AES-256-GCM; sealed
 * is base64 of nonce and ciphertext.
 */
export interface RootSecret extends Sealer {
  /** Signs and verifies (HMAC-SHA-256) for one purpose. */
  signingKey(purpose: string): Promise<CryptoKey>;
  /** Constant time. */
  equals(candidate: string): Promise<boolean>;
}

const nonceLength = 12;

/** By secret: deriving a key takes longer than most requests. */
const known = new Map<string, RootSecret>();

export function rootSecret(secret: string): RootSecret {
  const found = known.get(secret) ?? deriving(secret);
  known.set(secret, found);
  return found;
}

function deriving(secret: string): RootSecret {
  const derive = async (purpose: string) => {
    const key = await crypto.subtle.importKey("raw", encoder.encode(secret), "HKDF", false, ["deriveBits"]);
    const parameters = {
      name: "HKDF",
      hash: "SHA-256",
      salt: new Uint8Array(),
      info: encoder.encode(`firstframe:${purpose}`),
    };
    return crypto.subtle.deriveBits(parameters, key, 256);
  };
  const keyFor = (prefix: string, algorithm: string | SubtleCryptoImportKeyAlgorithm, usages: string[]) =>
    once(async (purpose) =>
      crypto.subtle.importKey("raw", await derive(`${prefix}:${purpose}`), algorithm, false, usages),
    );
  const sealingKey = keyFor("seal", "AES-GCM", ["encrypt", "decrypt"]);

  return {
    signingKey: keyFor("token", { name: "HMAC", hash: "SHA-256" }, ["sign", "verify"]),
    async seal(purpose, plaintext) {
      const iv = crypto.getRandomValues(new Uint8Array(nonceLength));
      const key = await sealingKey(purpose);
      const ciphertext = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, encoder.encode(plaintext));
      return toBase64(new Uint8Array([...iv, ...new Uint8Array(ciphertext)]));
    },
    async unseal(purpose, sealed) {
      const bytes = fromBase64(sealed);
      const key = await sealingKey(purpose);
      const iv = bytes.subarray(0, nonceLength);
      const plaintext = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv },
        key,
        bytes.subarray(nonceLength),
      );
      return new TextDecoder().decode(plaintext);
    },
    equals: (candidate) => isSameSecret(candidate, secret),
  };
}

/** Makes each thing once, by the one word that it depends on. */
function once<Made>(make: (purpose: string) => Promise<Made>): (purpose: string) => Promise<Made> {
  const made = new Map<string, Made>();
  return async (purpose) => {
    const found = made.get(purpose) ?? (await make(purpose));
    made.set(purpose, found);
    return found;
  };
}
