import type { QueueEntry } from "./queue-entry.ts";
import type { UploaderStrings } from "./strings.ts";
import { UploadError } from "./upload-error.ts";

/** Chromium asks the person once more on a later page; the types of the DOM do not know it yet. */
interface AskingHandle extends FileSystemFileHandle {
  requestPermission?(options: { mode: "read" }): Promise<PermissionState>;
}

/**
 * The file of an interrupted upload: the one that was picked, the copy at hand, or the one that its handle leads to.
 *
 * @throws UploadError `file_unreadable` where it is not to be had, `different_file` where it is not the one of the upload
 */
export async function obtainFile(
  entry: QueueEntry,
  picked: File | null,
  fingerprint: (file: Blob) => Promise<string | null>,
  strings: UploaderStrings,
): Promise<File> {
  if (!picked && entry.file) return entry.file;
  const { name, sizeBytes } = entry.state;
  const final = { transient: false, retryable: false };
  let file: File;
  try {
    file = picked ?? (await openHandle(entry.handle));
  } catch (cause) {
    throw new UploadError("file_unreadable", strings.unreadable(name), { ...final, cause });
  }
  // One that goes out of reach meanwhile is another one as well.
  const isSame = file.size === sizeBytes && (await fingerprint(file).catch(() => null)) === entry.fingerprint;
  if (!isSame) throw new UploadError("different_file", strings.differentFile(name), final);
  return file;
}

async function openHandle(handle: AskingHandle | null): Promise<File> {
  const permission = await handle?.requestPermission?.({ mode: "read" });
  if (handle === null || permission === "denied") throw new Error("the file may not be read");
  return handle.getFile();
}
