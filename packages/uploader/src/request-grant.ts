import type { UploadGrant } from "@firstframe/contract";
import type { UploaderStrings } from "./strings.ts";
import { errorOfResponse, UploadError } from "./upload-error.ts";
import type { KeptGrant } from "./upload-records.ts";

/** Where a page's own server is asked for an upload: its URL, or a function that asks in its own way. */
export type UploadEndpoint =
  | string
  | ((file: File, options: { signal: AbortSignal; token?: string }) => Promise<UploadGrant>);

export interface GrantDependencies {
  readonly endpoint: () => UploadEndpoint;
  readonly fetch: typeof fetch;
  readonly strings: () => UploaderStrings;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Asks the page's server for an upload, or for another token for an old one. A server that knows nothing of tokens gives a
 * new upload then, too.
 *
 * @throws UploadError
 */
export async function requestGrant(
  old: KeptGrant | null,
  file: File,
  signal: AbortSignal,
  dependencies: GrantDependencies,
): Promise<KeptGrant> {
  const endpoint = dependencies.endpoint();
  const strings = dependencies.strings();
  const options = { signal, ...(old && { token: old.token }) };
  if (endpoint === "") throw new UploadError("no_endpoint", strings.noEndpoint, { transient: false });
  const answer =
    typeof endpoint === "function"
      ? await askFunction(endpoint, file, options, strings)
      : await askServer(endpoint, file, options, strings, dependencies);
  if (!isGrant(answer)) throw new UploadError("grant_invalid", strings.grantFailed, { transient: false });
  return answer;
}

async function askFunction(
  endpoint: Exclude<UploadEndpoint, string>,
  file: File,
  options: { readonly signal: AbortSignal; readonly token?: string },
  strings: UploaderStrings,
): Promise<unknown> {
  try {
    return await endpoint(file, options);
  } catch (cause) {
    throw new UploadError("grant_failed", strings.grantFailed, { transient: false, cause });
  }
}

async function askServer(
  endpoint: string,
  file: File,
  { signal, token }: { readonly signal: AbortSignal; readonly token?: string },
  strings: UploaderStrings,
  { fetch, now }: Pick<GrantDependencies, "fetch" | "now">,
): Promise<unknown> {
  let response: Response;
  let body = "";
  try {
    response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ filename: file.name, size_bytes: file.size, content_type: file.type, token }),
      signal,
    });
    if (response.ok) body = await response.text();
  } catch (cause) {
    throw new UploadError("network", strings.connectionFailed, { transient: true, cause });
  }
  if (!response.ok) throw await errorOfResponse(response, now(), strings.grantFailed);
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new UploadError("grant_invalid", strings.grantFailed, { transient: false, cause });
  }
}

/** Looks only for what is used: a page's server may well hand on less than the whole answer. */
function isGrant(value: unknown): value is KeptGrant {
  if (typeof value !== "object" || value === null) return false;
  return ["id", "asset_id", "endpoint", "token", "token_expires_at", "status_url"].every(
    (key) => typeof Reflect.get(value, key) === "string",
  );
}
