import type { SigningKey } from "@firstframe/contract";
import { formatTime } from "./format-time.ts";
import type { SigningKeyRecord } from "./ports.ts";

/** The key as the API shows it: never its private half. */
export function toSigningKey(record: SigningKeyRecord): SigningKey {
  return {
    kid: record.kid,
    environment: record.environment,
    algorithm: "ES256",
    public_jwk: JSON.parse(record.public_jwk),
    created_at: formatTime(record.created_at),
    revoked_at: formatTime(record.revoked_at),
  };
}
