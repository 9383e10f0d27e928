/** A file that a person offers, and how a later page can have it again. */
export interface OfferedFile {
  readonly file: File;
  readonly handle: FileSystemFileHandle | null;
}

/** What was dropped or pasted, as far as it can be read while the event is handled. */
export interface OfferedItem {
  readonly file: File | null;
  readonly entry: FileSystemEntry | null;
  readonly handle: Promise<FileSystemHandle | null>;
}

/** Of Chromium; the types of the DOM do not know it yet. */
interface ItemWithHandle extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Reads what a transfer holds: afterwards the browser has taken it away. */
export function readItems(transfer: DataTransfer | null): OfferedItem[] {
  return [...(transfer?.items ?? [])].flatMap((item: ItemWithHandle) => {
    if (item.kind !== "file") return [];
    const handle = item.getAsFileSystemHandle?.().catch(() => null) ?? Promise.resolve(null);
    return { file: item.getAsFile(), entry: item.webkitGetAsEntry?.() ?? null, handle };
  });
}
