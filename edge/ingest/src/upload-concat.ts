import { TusError } from "./tus-error.ts";
import { idOfPath, isPartialId } from "./upload-path.ts";

/** The value of `Upload-Concat` that makes an upload a piece of another one (tus 1.0, Concatenation). */
export const partialConcat = "partial";

/**
 * Reads the ids of the partial uploads that make up a final one.
 *
 * @param header `final;` and their URLs in order
 * @throws TusError `invalid_request` for what is not understood
 */
export function readFinalConcat(header: string): string[] {
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
