import type { UploadGrant } from "@firstframe/contract";
import type { UploaderStrings } from "./strings.ts";
import { errorOfAnswer, UploadError } from "./upload-error.ts";

/** Where a page's own server is asked for an upload: its URL, or a function that asks in its own way. */
export type UploadEndpoint =
  | string
  | ((file: File, options: { signal: AbortSignal }) => Promise<UploadGrant>);

interface Dependencies {
  readonly fetch: typeof fetch;
  readonly strings: UploaderStrings;
}

/**
 * Asks the page's server for an upload.
 *
 * @throws UploadError
 */
export async function requestGrant(
  endpoint: UploadEndpoint,
  file: File,
  signal: AbortSignal,
  { fetch, strings }: Dependencies,
): Promise<UploadGrant> {
  if (endpoint === "") throw new UploadError("no_endpoint", strings.noEndpoint, { transient: false });
  if (typeof endpoint === "function") {
    try {
      return await endpoint(file, { signal });
    } catch (cause) {
      throw new UploadError("grant_failed", strings.grantFailed, { transient: false, cause });
    }
  }
  let response: Response;
  try {
    response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ filename: file.name, size_bytes: file.size, content_type: file.type }),
      signal,
    });
  } catch (cause) {
    throw new UploadError("network", strings.connectionFailed, { transient: true, cause });
  }
  const body = await response.text();
  if (!response.ok) {
    throw errorOfAnswer(
      { status: response.status, body, retryAfter: response.headers.get("retry-after") },
      strings.grantFailed,
    );
  }
  return JSON.parse(body);
}
