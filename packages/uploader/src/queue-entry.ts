import type { UploadGrant } from "@firstframe/contract";
import { newFile, type UploadFile } from "./upload-file.ts";

/** A file of the list with what is known and running for it. */
export interface QueueEntry {
  state: UploadFile;
  readonly file: File;
  /** Undefined until it was taken; null where the page cannot take one. */
  fingerprint: string | null | undefined;
  grant: UploadGrant | null;
  uploadUrl: string | null;
  /** Whether the upload was begun on an earlier page and the server has not confirmed it yet. */
  recalled: boolean;
  /** Ends whatever the file is doing right now. */
  abort: AbortController | null;
}

export function newEntry(id: string, file: File): QueueEntry {
  return {
    state: newFile(id, file.name, file.size),
    file,
    fingerprint: undefined,
    grant: null,
    uploadUrl: null,
    recalled: false,
    abort: null,
  };
}
