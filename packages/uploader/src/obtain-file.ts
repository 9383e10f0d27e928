import type { QueueEntry } from "./queue-entry.ts";
import type { UploaderStrings } from "./strings.ts";
import { UploadError } from "./upload-error.ts";

/** Chromium asks the person once more on a later page; the types of the DOM do not know it yet. */
interface AskingHandle extends FileSystemFileHandle {
  requestPermission?(options: { mode: "read" }): Promise<PermissionState>;
}

/**
 * The file of an entry: the one at hand, or the one that its handle leads to.
 *
 * @throws UploadError `file_unreadable` where it is not to be had, `different_file` where it has changed since
 */
export async function obtainFile(
  entry: QueueEntry,
  fingerprint: (file: Blob) => Promise<string | null>,
  strings: UploaderStrings,
): Promise<File> {
  if (entry.file !== null) return entry.file;
  const { name } = entry.state;
  const final = { transient: false, retryable: false };
  let file: File;
  try {
    const handle: AskingHandle | null = entry.handle;
    const permission = await handle?.requestPermission?.({ mode: "read" });
    if (handle === null || permission === "denied") throw new Error("the file may not be read");
    file = await handle.getFile();
  } catch (cause) {
    throw new UploadError("file_unreadable", strings.unreadable(name), { ...final, cause });
  }
  if (file.size !== entry.state.sizeBytes || (await fingerprint(file)) !== entry.fingerprint) {
    throw new UploadError("different_file", strings.differentFile(name), final);
  }
  entry.file = file;
  return file;
}
