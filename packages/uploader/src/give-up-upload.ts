import { requestGrant, type UploadEndpoint } from "./request-grant.ts";
import type { UploaderStrings } from "./strings.ts";
import type { KeptGrant } from "./upload-records.ts";

export interface GiveUpDependencies {
  readonly endpoint: () => UploadEndpoint;
  readonly strings: () => UploaderStrings;
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly terminate: (grant: KeptGrant, uploadUrl: string | null) => Promise<void>;
}

interface GivenUp {
  readonly grant: KeptGrant;
  /** Null for one that was sent over several connections. */
  readonly uploadUrl: string | null;
  /** By its name alone where it is not at hand. */
  readonly file: File;
}

/** Tells the server that an upload is given up, with another token where the one at hand has ended. */
export async function giveUpUpload(
  { grant, uploadUrl, file }: GivenUp,
  { endpoint, strings, fetch, now, terminate }: GiveUpDependencies,
): Promise<void> {
  if (Date.parse(grant.token_expires_at) > now()) return terminate(grant, uploadUrl);
  const { signal } = new AbortController();
  const options = { signal, token: grant.token };
  const { token } = await requestGrant(endpoint(), file, options, { fetch, now, strings: strings() });
  return terminate({ ...grant, token }, uploadUrl);
}
