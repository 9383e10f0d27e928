import type { ApiKey } from "@firstframe/contract";

/** What a key is at a moment (Unix ms). A replaced one is still good until it expires. */
export function keyStatus(
  { revoked_at, expires_at, replaced_by }: Pick<ApiKey, "revoked_at" | "expires_at" | "replaced_by">,
  now: number,
): "good" | "replaced" | "expired" | "revoked" {
  if (revoked_at !== null) return "revoked";
  if (expires_at !== null && Date.parse(expires_at) <= now) return "expired";
  return replaced_by === null ? "good" : "replaced";
}
