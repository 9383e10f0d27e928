import type { IncomingMessage } from "node:http";
import { basename } from "node:path/posix";

/** What a server says of a file. */
export interface RemoteFile {
  /** Bytes of the whole file; null where it is not told. */
  readonly size: number | null;
  /** Says whether the file is still the same, for `If-Range`: a strong ETag or a date; null where there is none. */
  readonly validator: string | null;
  readonly contentType: string | null;
  readonly filename: string | null;
}

export function readRemoteFile(response: IncomingMessage, url: string): RemoteFile {
  const { headers, statusCode } = response;
  const ranged = /^bytes \d+-\d+\/(\d+)$/.exec(headers["content-range"] ?? "")?.[1];
  const length = statusCode === 200 ? headers["content-length"] : ranged;
  const etag = headers.etag?.startsWith('"') ? headers.etag : undefined;
  return {
    size: length === undefined ? null : Number(length),
    validator: etag ?? headers["last-modified"] ?? null,
    contentType: headers["content-type"]?.split(";")[0]?.trim() ?? null,
    filename:
      filenameOf(headers["content-disposition"] ?? "") ?? (basename(decoded(new URL(url).pathname)) || null),
  };
}

/** RFC 6266; the name that RFC 8187 encodes goes first. */
function filenameOf(disposition: string): string | null {
  const encoded = /filename\*=(?:UTF-8)''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="([^"]+)"|filename=([^;\s]+)/i.exec(disposition);
  const name = encoded === undefined ? (plain?.[1] ?? plain?.[2]) : decoded(encoded);
  return name ? basename(name) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
