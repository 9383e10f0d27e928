import type { UploadFacts } from "./ingest-store.ts";
import { TusError } from "./tus-error.ts";
import { pathOfId } from "./upload-path.ts";

/**
 * The answer to a client that did not hear the first one and creates again: the same upload (one token, one upload).
 *
 * @throws TusError `conflict` where it means another file
 */
export function repeatedCreation(request: Request, existing: UploadFacts): Response {
  const length = declaredLength(request.headers);
  if (length !== null && existing.size !== null && length !== existing.size) {
    throw new TusError(
      "conflict",
      `This upload was begun with a file of ${existing.size} bytes. Get a new upload for another file.`,
    );
  }
  const headers = new Headers({ location: pathOfId(existing.id) });
  // The body, if any, is not read: the offset tells where the next request goes on.
  if (request.body !== null) headers.set("upload-offset", String(existing.offset));
  return new Response(null, { status: 201, headers });
}

/** `Upload-Length`, where there is one that can be read. */
export function declaredLength(headers: Headers): number | null {
  const header = headers.get("upload-length") ?? "";
  return /^\d+$/.test(header) ? Number(header) : null;
}
