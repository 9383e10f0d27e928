import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { SourceDispatch } from "@firstframe/contract";
import { MediaError } from "../media-error.ts";
import type { RetryPolicy } from "../retry.ts";
import type { TaskApi } from "../task-api.ts";
import { downloadSource, type WholeSource } from "./download-source.ts";
import { growingFile, type SourceFile } from "./growing-file.ts";
import { type LocalUploads, readLocalSource } from "./local-source.ts";
import { streamSource } from "./stream-source.ts";

interface SourceRequest {
  readonly assetId: string;
  readonly source: SourceDispatch;
  readonly api: Pick<TaskApi, "openSource">;
}

/** The sources that tasks of this worker need: one file for all tasks of an asset, kept a while for the next one. */
export interface SourceFiles {
  acquire(request: SourceRequest): Promise<{ readonly file: SourceFile; release(): void }>;
  /** Removes what nobody uses. */
  close(): Promise<void>;
}

interface SourceFilesOptions {
  /** An existing directory of this process alone. */
  readonly directory: string;
  readonly retry: RetryPolicy;
  /** Null where no uploads arrive on this worker. */
  readonly uploads: LocalUploads | null;
  /** Milliseconds for which a file is kept after its last user. */
  readonly lingerMs: number;
}

interface Entry {
  readonly file: SourceFile;
  readonly filled: Promise<WholeSource>;
  readonly folder: string | null;
  readonly abort: AbortController;
  users: number;
  timer: NodeJS.Timeout | null;
}

const stallMs = 30_000;

export function createSourceFiles(options: SourceFilesOptions): SourceFiles {
  const entries = new Map<string, Entry>();
  const removals = new Set<Promise<void>>();

  function remove(assetId: string, entry: Entry): void {
    if (entries.get(assetId) === entry) entries.delete(assetId);
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.abort.abort(new Error("nobody needs the source any more"));
    const removal = entry.filled
      .catch(() => undefined)
      .then(async () => {
        if (entry.folder !== null) await rm(entry.folder, { recursive: true, force: true, maxRetries: 3 });
      })
      .finally(() => removals.delete(removal));
    removals.add(removal);
  }

  async function open({ assetId, source, api }: SourceRequest): Promise<Entry> {
    const abort = new AbortController();
    const { signal } = abort;
    const base = { abort, users: 0, timer: null };
    if (source.upload_id !== null) {
      const { uploads, retry } = options;
      if (uploads === null) {
        throw new MediaError("processing_failed", "The source is on the volume of another worker", {
          retryable: true,
        });
      }
      const id = source.upload_id;
      const path = uploads.fileOf(id);
      const local = { uploads, id, sleep: retry.sleep, signal };
      const growing = growingFile(path, (onBytes) => readLocalSource({ ...local, onBytes }));
      return { ...base, ...growing, folder: null };
    }
    // Of its own for every download: one that was given up may still be on its way out when the next one begins.
    const folder = await mkdtemp(join(options.directory, `${assetId}-`));
    const path = join(folder, "source");
    const connection = {
      ...{ api, retry: options.retry, stallMs },
      expectedBytes: source.complete ? source.size_bytes : null,
      growing: !source.complete,
    };
    const growing = growingFile(
      path,
      (onBytes) => downloadSource({ ...connection, path, signal, onBytes }),
      (offset, own) => streamSource({ ...connection, offset, signal: AbortSignal.any([signal, own]) }),
    );
    return { ...base, ...growing, folder };
  }

  const opening = new Map<string, Promise<Entry>>();
  return {
    async acquire(request) {
      const { assetId } = request;
      let entry = entries.get(assetId);
      if (entry === undefined) {
        const pending = opening.get(assetId) ?? open(request).finally(() => opening.delete(assetId));
        opening.set(assetId, pending);
        entry = await pending;
        entries.set(assetId, entry);
      }
      const used = entry;
      used.users++;
      if (used.timer !== null) clearTimeout(used.timer);
      used.timer = null;
      used.filled.catch(() => {
        if (entries.get(assetId) === used) entries.delete(assetId);
      });
      let released = false;
      return {
        file: used.file,
        release() {
          if (released) return;
          released = true;
          used.users--;
          if (used.users > 0) return;
          // What is not whole cannot be taken up by another task.
          if (!used.file.isWhole() || entries.get(assetId) !== used) remove(assetId, used);
          else used.timer = setTimeout(() => remove(assetId, used), options.lingerMs).unref();
        },
      };
    },
    async close() {
      for (const [assetId, entry] of entries) remove(assetId, entry);
      await Promise.all(removals);
    },
  };
}
