import { exportJWK, type JWK } from "jose";
import { fromHex, toHex } from "../domain/hex.ts";

/** How many random bytes a key is made of: 64 bits more than its size, so that no key is likelier than another (FIPS 186-5, A.2.1). */
export const p256RandomBytes = 40;

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** PKCS #8 (RFC 5958) of an EC private key (RFC 5915) on P-256, up to the key itself; without the public half, which follows from it. */
const pkcs8Prefix = "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";

/**
 * The P-256 key pair that random bytes determine: the same bytes give the same key.
 *
 * @param random {@link p256RandomBytes} from a cryptographic source
 */
export async function p256Key(random: Uint8Array): Promise<JWK> {
  if (random.length !== p256RandomBytes) throw new RangeError(`a key takes ${p256RandomBytes} random bytes`);
  const scalar = (BigInt(`0x${toHex(random)}`) % (order - 1n)) + 1n;
  const der = fromHex(pkcs8Prefix + scalar.toString(16).padStart(64, "0"));
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  return exportJWK(await crypto.subtle.importKey("pkcs8", der, algorithm, true, ["sign"]));
}
