import { ApiError } from "../domain/api-error.ts";

/** As much as common proxies let through, in characters. */
const longestUrl = 8192;

/**
 * Refuses an address that cannot be understood, before anything is read from it.
 *
 * @throws ApiError `uri_too_long`; `invalid_request` for what is not percent-encoded UTF-8 (RFC 3986, 2.1)
 */
export function checkUrl(url: string): void {
  if (url.length > longestUrl) {
    throw new ApiError(
      "uri_too_long",
      `The address has ${url.length} characters; it may have ${longestUrl}. Pass fewer or shorter parameters.`,
    );
  }
  const { pathname, search } = new URL(url);
  for (const [field, text] of [
    ["path", pathname],
    ["query", search],
  ] as const) {
    if (isEncoded(text)) continue;
    const message = "is not percent-encoded UTF-8";
    throw new ApiError(
      "invalid_request",
      `The ${field} of the address ${message}. Encode it, a percent sign as %25.`,
      { errors: [{ field, message }] },
    );
  }
}

function isEncoded(text: string): boolean {
  try {
    // NUL is in no name, and ends texts in places.
    return !decodeURIComponent(text).includes("\0");
  } catch {
    return false;
  }
}
