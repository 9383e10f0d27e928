import { TusError } from "./tus-error.ts";
import { idOfPath, isPartialId, pathOfId } from "./upload-path.ts";

/** What an upload is in a concatenation (tus 1.0, Concatenation): a piece, or what the named pieces make together. */
export type UploadConcat = "partial" | readonly string[];

/**
 * Reads an `Upload-Concat` header: `partial`, or `final;` with the URLs of the partial uploads in order.
 *
 * @returns ids for a final upload; null without the header
 * @throws TusError `invalid_request` for what is not understood
 */
export function readConcat(header: string | null): UploadConcat | null {
  if (header === null) return null;
  if (header === "partial") return "partial";
  const urls = /^final;\s*(\S.*)$/.exec(header)?.[1]?.trim().split(/\s+/) ?? [];
  const ids = urls.map((url) => {
    const path = URL.canParse(url, "http://upload") ? new URL(url, "http://upload").pathname : "";
    const id = idOfPath(path);
    if (id === null || !isPartialId(id)) {
      throw new TusError("invalid_request", `Upload-Concat names «${url}», which is no partial upload.`);
    }
    return id;
  });
  if (ids.length > 0) return ids;
  throw new TusError(
    "invalid_request",
    "Upload-Concat is not understood. Send «partial», or «final;» and the URLs of the partial uploads.",
  );
}

/** As {@link readConcat} reads it. */
export function formatConcat(concat: UploadConcat): string {
  return concat === "partial" ? concat : `final;${concat.map(pathOfId).join(" ")}`;
}
