import { importJWK, type JWK, SignJWT } from "jose";
import { checkedId } from "./checked-id.ts";

const algorithm = "ES256";
const longestS = 7 * 24 * 3600;

/** The private half of a playback signing key (P-256, RFC 7517). */
export type PlaybackSigningKey = JWK & { readonly kid: string };

export interface SignPlaybackToken {
  readonly privateKey: PlaybackSigningKey;
  readonly playbackId: string;
  /** Seconds, at most seven days; one hour unless told. */
  readonly expiresInS?: number;
  /** Your name for the person who watches; up to 128 characters. */
  readonly viewerId?: string;
  /** Unix time in milliseconds. */
  readonly now?: () => number;
}

/**
 * Signs a playback token without calling the API: a JWT (RFC 7519) that opens everything under one playback id.
 *
 * @throws TypeError when the key or the playback id is not one
 * @throws RangeError when `expiresInS` is out of bounds
 */
export async function signPlaybackToken({
  privateKey,
  playbackId,
  expiresInS = 3600,
  viewerId,
  now = Date.now,
}: SignPlaybackToken): Promise<string> {
  if (!privateKey.kid || !privateKey.d) {
    throw new TypeError("privateKey needs «kid» and «d»: pass the private JWK as it was handed out");
  }
  if (!(expiresInS >= 1 && expiresInS <= longestS)) {
    throw new RangeError(`expiresInS is ${expiresInS}; it may be 1 to ${longestS} seconds`);
  }
  const issuedAt = Math.floor(now() / 1000);
  return new SignJWT(viewerId === undefined ? {} : { viewer_id: viewerId })
    .setProtectedHeader({ alg: algorithm, kid: privateKey.kid, typ: "JWT" })
    .setSubject(checkedId("playback", playbackId))
    .setAudience("play")
    .setIssuer("firstframe")
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + Math.floor(expiresInS))
    .sign(await importJWK(privateKey, algorithm));
}
