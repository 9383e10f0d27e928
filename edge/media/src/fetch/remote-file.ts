import type { IncomingMessage } from "node:http";
import { win32 } from "node:path";
import { parse as parseDisposition } from "content-disposition";

/** What a server says of a file. */
export interface RemoteFile {
  /** Bytes of the whole file; null where it is not told. */
  readonly size: number | null;
  /** Where in the file the answer begins; null where it is not told. */
  readonly start: number | null;
  /** Only a strong one: a weak one does not say that the bytes are the same. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly contentType: string | null;
  readonly filename: string | null;
}

type Answer = Pick<IncomingMessage, "statusCode" | "headers">;

/** RFC 9110, section 14.4. */
const contentRange = /^bytes (?:(\d+)-\d+|\*)\/(?:(\d+)|\*)$/i;

export function readRemoteFile({ statusCode, headers }: Answer, url: string): RemoteFile {
  const [, start, total] = contentRange.exec(headers["content-range"] ?? "") ?? [];
  const size = statusCode === 200 ? headers["content-length"] : total;
  return {
    size: size === undefined ? null : Number(size),
    start: statusCode === 200 ? 0 : start === undefined ? null : Number(start),
    etag: headers.etag?.startsWith('"') ? headers.etag : null,
    lastModified: headers["last-modified"] ?? null,
    contentType: headers["content-type"]?.split(";")[0]?.trim() || null,
    filename: declaredName(headers["content-disposition"]) ?? nameOf(decoded(new URL(url).pathname)),
  };
}

/** What `If-Range` can ask by, and a later answer be held to; null where there is nothing. */
export function validatorOf({ etag, lastModified }: RemoteFile): string | null {
  return etag ?? lastModified;
}

/** RFC 6266; of two names the one that RFC 8187 encodes. */
function declaredName(disposition: string | undefined): string | null {
  if (disposition === undefined) return null;
  return nameOf(parseDisposition(disposition).parameters.filename ?? "");
}

/** The last segment, of a path with slashes of either kind. */
function nameOf(path: string): string | null {
  return win32.basename(path) || null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not every path is UTF-8; as it stands it still names the file.
    return text;
  }
}
