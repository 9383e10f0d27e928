import type { UploadRecord, UploadRecords } from "./upload-records.ts";

const databaseName = "firstframe-uploads";
const storeName = "uploads";
/** A record that nobody took up for this long is removed, in ms: longer than any server keeps an upload. */
const longest = 8 * 24 * 3600 * 1000;
/** The largest file of which a copy is kept, and the most that all copies may have, in bytes. */
const largestCopy = 64 * 1024 * 1024;
const mostCopied = 256 * 1024 * 1024;
/** Share of the browser's free storage that copies may take. */
const freeShare = 0.25;

interface Row extends UploadRecord {
  readonly scope: string;
}

/**
 * Unfinished uploads in the browser's IndexedDB, where they outlast a reload, a crash and a restart.
 *
 * @param scope what else has to be the same: an upload that another endpoint allowed is another upload
 * @param now milliseconds since the epoch
 */
export async function indexedDbRecords(scope: () => string, now: () => number): Promise<UploadRecords> {
  const database = await open();
  const run = <Result>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Result>) =>
    resultOf(act(database.transaction(storeName, mode).objectStore(storeName)));

  async function rows(): Promise<Row[]> {
    const all = (await run("readonly", (store) => store.getAll())) as Row[];
    const stale = all.filter(({ savedAt }) => savedAt < now() - longest);
    for (const row of stale) await run("readwrite", (store) => store.delete(keyOf(row)));
    return all.filter((row) => !stale.includes(row));
  }

  /** Whether there is room for a copy of the file, besides those that are there. */
  async function hasRoom({ fingerprint, size }: UploadRecord): Promise<boolean> {
    if (size > largestCopy) return false;
    const others = (await rows()).filter((row) => row.fingerprint !== fingerprint);
    const copied = others.reduce((sum, { copy }) => sum + (copy?.size ?? 0), 0);
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate()) ?? {};
    return copied + size <= mostCopied && size <= (quota - usage) * freeShare;
  }

  return {
    async load(fingerprint) {
      const row = (await run("readonly", (store) => store.get([scope(), fingerprint]))) as Row | undefined;
      return row ?? null;
    },
    async save(record) {
      const keepsCopy = record.copy !== null && record.handle === null && (await hasRoom(record));
      const row: Row = { ...record, scope: scope(), copy: keepsCopy ? record.copy : null };
      try {
        await run("readwrite", (store) => store.put(row));
      } catch {
        // Too large after all: the place of the upload is worth more than the copy.
        await run("readwrite", (store) => store.put({ ...row, copy: null, handle: null }));
      }
    },
    async remove(fingerprint) {
      await run("readwrite", (store) => store.delete([scope(), fingerprint]));
    },
    async list() {
      const mine = (await rows()).filter((row) => row.scope === scope());
      return mine.sort((a, b) => b.savedAt - a.savedAt);
    },
  };
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(storeName, { keyPath: ["scope", "fingerprint"] });
  };
  return resultOf(request);
}

function keyOf({ scope, fingerprint }: Row): [string, string] {
  return [scope, fingerprint];
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}
