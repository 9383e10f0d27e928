import { checkFile, type Restrictions } from "./check-file.ts";
import type { UploaderStrings } from "./strings.ts";
import type { FileError } from "./upload-file.ts";

/** What the list has to say to another file. */
export interface ListState {
  readonly isListed: boolean;
  /** Files that wait or are being sent. */
  readonly open: number;
  /** How many may be; 0 for no limit. */
  readonly limit: number;
}

/** Why a file is not taken, by the list or by itself; null where it is. The list may have grown while the file was read. */
export async function refusalOf(
  file: File,
  restrictions: Restrictions,
  list: () => ListState,
  strings: UploaderStrings,
): Promise<FileError | null> {
  return (
    refusedByList(file.name, list(), strings) ??
    (await checkFile(file, restrictions, strings)) ??
    refusedByList(file.name, list(), strings)
  );
}

function refusedByList(
  name: string,
  { isListed, open, limit }: ListState,
  strings: UploaderStrings,
): FileError | null {
  const refuse = (code: string, message: string): FileError => ({ code, message, retryable: false });
  if (isListed) return refuse("duplicate", strings.duplicate(name));
  return limit > 0 && open >= limit ? refuse("too_many_files", strings.tooMany(limit)) : null;
}
