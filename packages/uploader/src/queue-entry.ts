import type { PartUrls } from "./send-upload.ts";
import { newFile, type UploadFile } from "./upload-file.ts";
import type { KeptGrant, UploadRecord } from "./upload-records.ts";

/** A file of the list with what is known and running for it. */
export interface QueueEntry {
  state: UploadFile;
  /** Null while an earlier page's file is not at hand. */
  file: File | null;
  handle: FileSystemFileHandle | null;
  /** Undefined until it was taken; null where the page cannot take one. */
  fingerprint: string | null | undefined;
  grant: KeptGrant | null;
  /** Whether the server no longer takes the token. */
  tokenRefused: boolean;
  uploadUrl: string | null;
  partUrls: PartUrls | null;
  /** Whether the upload was begun on an earlier page and the server has not confirmed it yet. */
  recalled: boolean;
  /** Whether the server has turned down sending over several connections. */
  oneStream: boolean;
  /** Gives back the claim on the upload, if there is one. */
  release: (() => void) | null;
  /** Ends whatever the file is doing right now. */
  abort: AbortController | null;
}

export function newEntry(id: string, file: File, handle: FileSystemFileHandle | null): QueueEntry {
  return {
    state: newFile(id, file.name, file.size),
    ...{ file, handle, fingerprint: undefined, grant: null, uploadUrl: null, partUrls: null },
    ...{ tokenRefused: false, recalled: false, oneStream: false, release: null, abort: null },
  };
}

/** An entry for what an earlier page began. */
export function recalledEntry(id: string, record: UploadRecord, sentBytes: number): QueueEntry {
  const { name, size, type, copy, handle, fingerprint } = record;
  const file = copy && new File([copy], name, { type });
  const state: UploadFile = {
    ...newFile(id, name, size),
    status: "interrupted",
    sentBytes,
    needsFile: file === null && handle === null,
    uploadId: record.grant.id,
    assetId: record.grant.asset_id,
  };
  return {
    ...{
      state,
      file,
      handle,
      fingerprint,
      tokenRefused: false,
      oneStream: false,
      release: null,
      abort: null,
    },
    ...takeUp(record),
  };
}

/** The upload itself, as an earlier page left it. */
export function takeUp({
  grant,
  uploadUrl,
  partUrls,
}: UploadRecord): Pick<QueueEntry, "grant" | "uploadUrl" | "partUrls" | "recalled"> {
  return { grant, uploadUrl, partUrls, recalled: true };
}
