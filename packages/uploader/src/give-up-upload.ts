import { type GrantDependencies, requestGrant } from "./request-grant.ts";
import type { KeptGrant } from "./upload-records.ts";

export interface GiveUpDependencies extends GrantDependencies {
  readonly terminate: (grant: KeptGrant, uploadUrl: string | null) => Promise<void>;
}

/**
 * Tells the server that an upload is given up, with another token where the one at hand has ended.
 *
 * @param uploadUrl null for one that was sent over several connections
 * @param file by its name alone where it is not at hand
 */
export async function giveUpUpload(
  grant: KeptGrant,
  uploadUrl: string | null,
  file: File,
  dependencies: GiveUpDependencies,
): Promise<void> {
  const { now, terminate } = dependencies;
  if (Date.parse(grant.token_expires_at) > now()) return terminate(grant, uploadUrl);
  const { token } = await requestGrant(grant, file, new AbortController().signal, dependencies);
  return terminate({ ...grant, token }, uploadUrl);
}
