import type { Environment } from "@firstframe/contract";
import {
  calculateJwkThumbprint,
  decodeProtectedHeader,
  errors,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from "jose";
import { ApiError } from "../domain/api-error.ts";
import type {
  Clock,
  PlaybackSigner,
  RandomBytes,
  SigningKeyRecord,
  SigningKeyRecords,
} from "../domain/ports.ts";
import { p256Key, p256RandomBytes } from "./p256-key.ts";
import type { RootSecret } from "./root-secret.ts";

const algorithm = "ES256";
const issuer = "firstframe";
const audience = "play";
const sealPurpose = "signing-key";

/** How long after its end a token may still name the view that it opened, in seconds. */
const expiredTolerance = 24 * 3600;

interface Dependencies {
  readonly keys: SigningKeyRecords;
  readonly root: RootSecret;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** Playback tokens as JWTs (ES256); the key id is the RFC 7638 thumbprint. The first key is made when first needed. */
export function josePlaybackSigner({ keys, root, clock, randomBytes }: Dependencies): PlaybackSigner {
  const makeKey: PlaybackSigner["makeKey"] = async (environment, { random, now }) => {
    const { kty, crv, x, y, d } = await p256Key(random(p256RandomBytes));
    const kid = await calculateJwkThumbprint({ kty, crv, x, y } as JWK);
    const publicJwk = { kty, crv, x, y, kid, alg: algorithm, use: "sig" };
    const record: SigningKeyRecord = {
      kid,
      environment,
      public_jwk: JSON.stringify(publicJwk),
      sealed_private_jwk: await root.seal(sealPurpose, JSON.stringify({ kty, crv, x, y, d })),
      created_at: now,
      revoked_at: null,
    };
    return { record, privateJwk: JSON.stringify({ ...publicJwk, d }) };
  };
  const firstKey = async (environment: Environment): Promise<SigningKeyRecord> => {
    const { record } = await makeKey(environment, { random: randomBytes, now: clock() });
    await keys.create(record);
    return record;
  };

  return {
    makeKey,

    async sign(environment, claims, expiresAt) {
      const key = (await keys.newest(environment)) ?? (await firstKey(environment));
      const privateJwk: JWK = JSON.parse(await root.unseal(sealPurpose, key.sealed_private_jwk));
      return new SignJWT(claims.viewer_id === undefined ? {} : { viewer_id: claims.viewer_id })
        .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: "JWT" })
        .setSubject(claims.playback_id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(Math.floor(clock() / 1000))
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(await importJWK(privateJwk, algorithm));
    },

    async read(token, { evenExpired = false } = {}) {
      try {
        const { kid } = decodeProtectedHeader(token);
        const key = kid === undefined ? null : await keys.find(kid);
        if (key === null || key.revoked_at !== null) throw new errors.JWSSignatureVerificationFailed();
        const { payload } = await jwtVerify(token, await importJWK(JSON.parse(key.public_jwk), algorithm), {
          issuer,
          audience,
          algorithms: [algorithm],
          requiredClaims: ["sub", "exp"],
          currentDate: new Date(clock()),
          clockTolerance: evenExpired ? expiredTolerance : 0,
        });
        return { playback_id: payload.sub ?? "", environment: key.environment };
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          throw new ApiError(
            "token_expired",
            "The link to this video has expired. Reload the page to get a new one.",
            {
              cause: error,
            },
          );
        }
        if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError) {
          throw new ApiError(
            "unauthenticated",
            "The playback token is not valid. Reload the page to get a new one.",
            { cause: error },
          );
        }
        throw error;
      }
    },

    async jwks() {
      return { keys: (await keys.listPublic()).map((key): JWK => JSON.parse(key.public_jwk)) };
    },
  };
}
