import type { Environment, Scope } from "@firstframe/contract";
import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { ApiError } from "../domain/api-error.ts";
import type { Tokens } from "../domain/ports.ts";
import { isSameSecret } from "./is-same-secret.ts";
import type { RootSecret } from "./root-secret.ts";

/** What a token is good for; each purpose has a key of its own, so that one kind cannot be used as another. */
type Purpose = "upload" | "task" | "session";

/** Tokens as JWTs (HS256) with keys derived from the deployment's root secret. */
export function rootSecretTokens(root: RootSecret, mediaSecret: string): Tokens {
  const sign = async (purpose: Purpose, claims: JWTPayload, expiresAt: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .setAudience(purpose)
      .setIssuedAt()
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .sign(await root.signingKey(purpose));

  const read = async (purpose: Purpose, token: string, evenExpired = false): Promise<JWTPayload> => {
    try {
      const key = await root.signingKey(purpose);
      return (await jwtVerify(token, key, { audience: purpose, algorithms: ["HS256"] })).payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        // Only its time is wrong: signature and purpose were checked before.
        if (evenExpired) return error.payload;
        throw new ApiError("token_expired", `The ${purpose} token has expired. Get a new one.`, {
          cause: error,
        });
      }
      if (error instanceof errors.JOSEError) {
        throw new ApiError(
          "unauthenticated",
          `The ${purpose} token is not valid. Send it as it was handed out, or get a new one.`,
          { cause: error },
        );
      }
      throw error;
    }
  };

  return {
    signUpload: ({ upload_id, environment }, expiresAt) =>
      sign("upload", { sub: upload_id, environment }, expiresAt),
    async readUpload(token, { evenExpired = false } = {}) {
      const { sub, environment, exp = 0 } = await read("upload", token, evenExpired);
      return { upload_id: sub ?? "", environment: environment as Environment, expires_at: exp * 1000 };
    },
    signTask: ({ task_id }, expiresAt) => sign("task", { sub: task_id }, expiresAt),
    readTask: async (token) => ({ task_id: (await read("task", token)).sub ?? "" }),
    signSession: ({ key_id, scopes }, expiresAt) =>
      sign("session", { sub: key_id, scopes: [...scopes] }, expiresAt),
    async readSession(token) {
      const { sub, scopes } = await read("session", token);
      return { key_id: sub ?? "", scopes: scopes as Scope[] };
    },
    isRootSecret: (secret) => root.equals(secret),
    isMediaSecret: (secret) => isSameSecret(secret, mediaSecret),
  };
}
