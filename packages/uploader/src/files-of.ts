import type { OfferedFile, OfferedItem } from "./offered-item.ts";

/** The files of the items, those in folders included, in order. Files that systems hide are passed over. */
export async function filesOf(items: readonly OfferedItem[]): Promise<OfferedFile[]> {
  const files: OfferedFile[] = [];
  for (const { file, entry, handle } of items) {
    if (entry?.isDirectory) {
      const found = await filesUnder(entry as FileSystemDirectoryEntry).catch(() => (file ? [file] : []));
      // A folder that cannot be read is offered itself, to be refused under its name.
      files.push(...found.map((each) => ({ file: each, handle: null })));
    } else if (file !== null) {
      const offered = await handle;
      // Chromium has none for what a script made, and says so with undefined.
      const isFile = offered?.kind === "file";
      files.push({ file, handle: isFile ? (offered as FileSystemFileHandle) : null });
    }
  }
  return files;
}

/** The files of a chosen folder without those that systems hide there, by name or in a hidden folder. */
export function shownFiles(files: readonly File[]): File[] {
  return files.filter(({ name, webkitRelativePath }) => {
    const [, ...inside] = webkitRelativePath.split("/");
    return ![name, ...inside].some(isHidden);
  });
}

async function filesUnder(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const files: File[] = [];
  const reader = folder.createReader();
  for (;;) {
    // Browsers give at most a hundred at a time.
    const batch = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (batch.length === 0) return files;
    for (const entry of batch) {
      if (isHidden(entry.name)) continue;
      if (entry.isDirectory) files.push(...(await filesUnder(entry as FileSystemDirectoryEntry)));
      else
        files.push(await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail)));
    }
  }
}

/** Files that systems put beside a person's own. */
function isHidden(name: string): boolean {
  return name.startsWith(".") || name === "Thumbs.db" || name === "desktop.ini";
}
