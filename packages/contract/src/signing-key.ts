import * as z from "zod";
import { listOf, listQuery, timestamp } from "./field.ts";
import { environments } from "./scope.ts";

/** RFC 7638 thumbprint (SHA-256, base64url). */
export const signingKeyId = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "expected the kid of a signing key");

/** RFC 7517, of an elliptic curve key (P-256) that signs. */
const publicJwk = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
  kid: signingKeyId,
  alg: z.literal("ES256"),
  use: z.literal("sig"),
});

/** A key that playback tokens are signed with. Several may be good at once; the newest one signs. */
export const signingKey = z.object({
  kid: signingKeyId,
  environment: z.enum(environments),
  algorithm: z.literal("ES256"),
  public_jwk: publicJwk,
  created_at: timestamp,
  /** Tokens that it has signed are refused from then on; null: they are good. */
  revoked_at: timestamp.nullable(),
});
export type SigningKey = z.infer<typeof signingKey>;

/** The only answer that contains the private half: with it, a server signs tokens without calling the API. */
export const signingKeyWithPrivateJwk = signingKey.extend({
  private_jwk: publicJwk.extend({ d: z.string() }),
});
export type SigningKeyWithPrivateJwk = z.infer<typeof signingKeyWithPrivateJwk>;

export const signingKeyList = listOf(signingKey);
export type SigningKeyList = z.infer<typeof signingKeyList>;
export const signingKeyListQuery = listQuery;
