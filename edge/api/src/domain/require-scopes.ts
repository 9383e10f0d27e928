import type { Scope } from "@firstframe/contract";
import { ApiError } from "./api-error.ts";
import type { ApiKeyRecord } from "./ports.ts";

const explanations = {
  give: "A key cannot give what it lacks",
  rotate: "A key cannot rotate one that may do more, for it would get its secret; this key lacks",
  revoke: "A key cannot cut off one that may do more; this key lacks",
} as const;

/**
 * Holds a key that manages keys to what it may do itself.
 *
 * @param caller null for the root secret, which may do everything
 * @throws ApiError `insufficient_scope`
 */
export function requireScopes(
  caller: ApiKeyRecord | null,
  scopes: readonly Scope[],
  act: keyof typeof explanations,
): void {
  const beyond = caller === null ? [] : scopes.filter((scope) => !caller.scopes.includes(scope));
  if (beyond.length === 0) return;
  throw new ApiError(
    "insufficient_scope",
    `${explanations[act]}: ${beyond.join(", ")}. Use a key that has these scopes, or the root secret.`,
  );
}
