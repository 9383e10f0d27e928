import type { UploaderStrings } from "./strings.ts";
import { isPlayable, type UploadFile } from "./upload-file.ts";

/** What a screen reader is told when a file has reached this state; null for what is no news. */
export function announcementOf(file: UploadFile, strings: UploaderStrings): string | null {
  switch (file.status) {
    case "processing":
      return strings.announceUploaded(file.name);
    case "playable":
    case "ready":
      return strings.announceReady(file.name);
    case "failed":
      return strings.announceFailed(file.name, file.error?.message ?? "");
    case "refused":
      return file.error?.message ?? null;
    case "untracked":
      return strings.untracked;
    case "offline":
      return strings.offline;
    case "canceled":
      return strings.canceled;
    case "interrupted":
      return file.error?.message ?? null;
    case "uploading":
      return isPlayable(file) ? strings.announceReady(file.name) : null;
    case "waiting":
    case "preparing":
    case "paused":
    case "retrying":
      return null;
  }
}
