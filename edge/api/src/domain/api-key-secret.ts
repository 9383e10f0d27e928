import type { Environment } from "@firstframe/contract";
import { sha256Hex } from "./hex.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const pattern = /^ff_(sandbox|live)_[0-9a-z]{32}$/;
const anywhere = /ff_(sandbox|live)_[0-9a-z]{32}/g;

/** Random bytes that a secret is made of; 5 bits of each. */
export const secretBytes = 32;

/** `ff_<environment>_` and 32 characters of 5 random bits each. */
export function makeSecret(environment: Environment, random: Uint8Array): string {
  return `ff_${environment}_${Array.from(random.subarray(0, secretBytes), (byte) => alphabet.charAt(byte & 31)).join("")}`;
}

/** Whether the text has the form of a secret key at all. */
export function looksLikeSecret(text: string): boolean {
  return pattern.test(text);
}

/** The text without the secret keys in it, wherever they came from: for what is logged, or said in answers. */
export function hideSecrets(text: string): string {
  return text.replace(anywhere, "ff_$1_…");
}

/** SHA-256 in hexadecimal: a key has 160 random bits, so that no slow hash is needed. */
export function hashSecret(secret: string): Promise<string> {
  return sha256Hex(secret);
}
