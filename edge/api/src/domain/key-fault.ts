import type { ApiKeyRecord } from "./ports.ts";

/** Why a key is not good at a time, as a sentence; null where it is. */
export function keyFault({ revoked_at, expires_at, replaced_by }: ApiKeyRecord, now: number): string | null {
  if (revoked_at !== null) return "The secret key was revoked.";
  if (expires_at === null || Date.parse(expires_at) > now) return null;
  return replaced_by === null
    ? `The secret key ended at ${expires_at}.`
    : `The secret key ended at ${expires_at}, after it was replaced by ${replaced_by}.`;
}
