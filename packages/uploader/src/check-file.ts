import { formatBytes } from "./format-bytes.ts";
import type { UploaderStrings } from "./strings.ts";
import type { FileError } from "./upload-file.ts";

export interface Restrictions {
  /** As of an `<input accept>`: MIME types, `video/*`, extensions; empty for anything. */
  readonly accept: string;
  /** Bytes; 0 for no limit. */
  readonly maxFileSize: number;
}

/** Why a file is not taken, before anything is sent; null where it is. */
export function checkFile(
  file: Pick<File, "name" | "size" | "type">,
  { accept, maxFileSize }: Restrictions,
  strings: UploaderStrings,
): FileError | null {
  const refuse = (code: string, message: string): FileError => ({ code, message, retryable: false });
  if (file.size === 0) return refuse("source_empty", strings.empty(file.name));
  if (maxFileSize > 0 && file.size > maxFileSize) {
    return refuse("source_too_large", strings.tooLarge(file.name, formatBytes(maxFileSize)));
  }
  if (!accepts(accept, file)) return refuse("source_not_media", strings.wrongType(file.name));
  return null;
}

function accepts(accept: string, file: Pick<File, "name" | "type">): boolean {
  const tokens = accept.split(",").map((token) => token.trim().toLowerCase());
  const type = file.type.toLowerCase();
  const name = file.name.toLowerCase();
  // Browsers know no type for many a camera's file; the server looks at the content anyway.
  if (type === "" || tokens.every((token) => token === "")) return true;
  return tokens.some((token) => {
    if (token.startsWith(".")) return name.endsWith(token);
    if (token.endsWith("/*")) return type.startsWith(token.slice(0, -1));
    return token !== "" && type === token;
  });
}
