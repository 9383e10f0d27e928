import type { UploadState } from "@firstframe/contract";
import type { Change } from "./change.ts";
import { sourcePrefix } from "./output-prefix.ts";
import type { UploadRecord } from "./upload-record.ts";

/** What ends an upload that is given up: its bytes belong to nothing any more. */
export function uploadEnd(upload: UploadRecord, to: UploadState, now: number): Change[] {
  return [{ kind: "move_upload", id: upload.id, to }, ...sourceRemoval(upload, now)];
}

/** What removes an upload's bytes from the bucket; those on a media worker's volume are that worker's to remove. */
export function sourceRemoval(upload: UploadRecord, now: number): Change[] {
  if (upload.ingest !== "edge") return [];
  return [{ kind: "purge", prefix: sourcePrefix(upload.id), dueAt: now }];
}
