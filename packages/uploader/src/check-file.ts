import { acceptedKinds } from "./accepted-kinds.ts";
import { acceptsContent } from "./check-content.ts";
import { formatBytes } from "./format-bytes.ts";
import { spokenDuration } from "./spoken-duration.ts";
import type { UploaderStrings } from "./strings.ts";
import type { FileError } from "./upload-file.ts";

export interface Restrictions {
  /** As of an `<input accept>`: MIME types, `video/*`, extensions; empty for anything. */
  readonly accept: string;
  /** Bytes; 0 for no limit. */
  readonly maxFileSize: number;
  /** Seconds; 0 for no limit. */
  readonly minDuration: number;
  readonly maxDuration: number;
}

/** Why a file is not taken, before anything is sent; null where it is. What only a closer look tells is looked at last. */
export async function checkFile(
  file: File,
  restrictions: Restrictions,
  strings: UploaderStrings,
): Promise<FileError | null> {
  const { accept, maxFileSize } = restrictions;
  const refuse = (code: string, message: string): FileError => ({ code, message, retryable: false });
  if (file.size === 0) return refuse("source_empty", strings.empty(file.name));
  if (maxFileSize > 0 && file.size > maxFileSize) {
    return refuse("source_too_large", strings.tooLarge(file.name, formatBytes(maxFileSize, strings.tag)));
  }
  const refuseType = () => refuse("source_not_media", wrongType(file.name, accept, strings));
  if (!acceptsName(accept, file)) return refuseType();
  try {
    if (!(await acceptsContent(file, accept))) return refuseType();
  } catch {
    // A folder, or a file that was moved meanwhile, looks like one until it is read.
    return refuse("file_unreadable", strings.unreadable(file.name));
  }
  return checkDuration(file, restrictions, strings, refuse);
}

async function checkDuration(
  file: File,
  { minDuration, maxDuration }: Restrictions,
  strings: UploaderStrings,
  refuse: (code: string, message: string) => FileError,
): Promise<FileError | null> {
  if (minDuration <= 0 && maxDuration <= 0) return null;
  const { probeDuration } = await import("./probe-duration.ts");
  const duration = await probeDuration(file);
  // What this browser cannot tell, the server will.
  if (duration === null) return null;
  const say = (limit: number) => spokenDuration(limit, strings.tag, "long");
  if (duration < minDuration) {
    return refuse("source_too_short", strings.tooShort(file.name, say(minDuration)));
  }
  if (maxDuration > 0 && duration > maxDuration) {
    return refuse("source_too_long", strings.tooLong(file.name, say(maxDuration)));
  }
  return null;
}

function wrongType(name: string, accept: string, strings: UploaderStrings): string {
  const kinds = acceptedKinds(accept, strings);
  return kinds === null ? strings.wrongType(name) : strings.wrongKind(name, kinds);
}

function acceptsName(accept: string, file: Pick<File, "name" | "type">): boolean {
  const tokens = accept.split(",").map((token) => token.trim().toLowerCase());
  const type = file.type.toLowerCase();
  const name = file.name.toLowerCase();
  // Browsers know no type for many a camera's file; its content is looked at anyway.
  if (type === "" || tokens.every((token) => token === "")) return true;
  return tokens.some((token) => {
    if (token.startsWith(".")) return name.endsWith(token);
    if (token.endsWith("/*")) return type.startsWith(token.slice(0, -1));
    return token !== "" && type === token;
  });
}
