import { ApiError } from "./api-error.ts";
import type { Allowance, KeyBudget } from "./budget.ts";
import { keyFault } from "./key-fault.ts";
import type { ApiKeyRecord, Services } from "./ports.ts";

/** A key that is good, and what its budget says of this request. */
export interface AdmittedKey {
  readonly key: ApiKeyRecord;
  readonly allowance: Allowance | null;
}

/**
 * The key with the given hash of its secret; one request is taken from its budget.
 *
 * @throws ApiError `unauthenticated` for what is no key, was revoked or has ended
 */
export async function admitKey(
  { keyGuards, clock }: Services,
  secretHash: string,
  budget: KeyBudget,
): Promise<AdmittedKey> {
  const { key, allowance } = await keyGuards.admit(secretHash, budget);
  if (key === null) throw notAuthenticated("The secret key is not valid.");
  const fault = keyFault(key, clock());
  if (fault !== null) throw notAuthenticated(fault);
  return { key, allowance };
}

export function notAuthenticated(fault: string): ApiError {
  return new ApiError(
    "unauthenticated",
    `${fault} Send a key of this deployment that is good as «Authorization: Bearer ff_…».`,
  );
}
