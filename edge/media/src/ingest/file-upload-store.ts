import { createReadStream } from "node:fs";
import { appendFile, copyFile, open, rename, rm, stat } from "node:fs/promises";
import {
  ActiveWriters,
  alreadyCreated,
  type FinalUpload,
  type IngestStore,
  isPartialId,
  partialConcat,
  type ReceiveOptions,
  type UploadFacts,
  uploadIdOf,
} from "@firstframe/ingest";
import { FileStore } from "@tus/file-store";
import type { Upload } from "@tus/server";
import { ifThere } from "../if-there.ts";
import { readAt } from "../read-at.ts";
import type { UploadGrowth } from "../source/local-source.ts";
import { receiveFile } from "./receive-file.ts";
import { unfinishedName } from "./unfinished-file.ts";
import type { UploadFolder } from "./upload-folder.ts";

interface Dependencies {
  readonly folder: UploadFolder;
  /** Told of every upload whose bytes grew. */
  readonly onKept: (uploadId: string) => void;
  /** Told of every upload that is about to be removed. */
  readonly onDiscard: (uploadId: string) => void;
}

/** Uploads as files on a volume; an upload's offset is its file's size, so that it survives whatever kills the process. */
export class FileUploadStore extends FileStore implements IngestStore {
  readonly #folder: UploadFolder;
  readonly #onKept: Dependencies["onKept"];
  readonly #onDiscard: Dependencies["onDiscard"];
  readonly #writers = new Map<string, ActiveWriters>();

  constructor({ folder, onKept, onDiscard }: Dependencies) {
    super({
      directory: folder.directory,
      configstore: {
        get: (id) => folder.record(id) as Promise<Upload | undefined>,
        set: (_id, upload) => folder.writeRecord(upload),
        delete: (id) => folder.removeRecord(id),
      },
    });
    // The library asks for concatenation under a name of its own.
    this.extensions.push("concatentation");
    this.#folder = folder;
    this.#onKept = onKept;
    this.#onDiscard = onDiscard;
  }

  override async create(upload: Upload): Promise<Upload> {
    if ((await this.facts(upload.id)) !== null) throw alreadyCreated;
    return super.create(upload);
  }

  async facts(id: string): Promise<UploadFacts | null> {
    const record = await this.#folder.record(id);
    const file = record && (await ifThere(stat(this.#folder.fileOf(id))));
    if (!record || !file) return null;
    const concat = record.concat ?? (isPartialId(id) ? partialConcat : null);
    return { id, size: record.size ?? null, offset: file.size, concat };
  }

  /** How far a whole upload has come; null where it is not here, or no longer. */
  async growth(uploadId: string): Promise<UploadGrowth | null> {
    if ((await this.#folder.ownership(uploadId)) === undefined) return null;
    const facts = await this.facts(uploadId);
    return { size: facts?.offset ?? 0, isComplete: facts !== null && facts.size === facts.offset };
  }

  async partials(uploadId: string): Promise<UploadFacts[]> {
    const all = await Promise.all((await this.#folder.partialIds(uploadId)).map((id) => this.facts(id)));
    return all.filter((facts) => facts !== null);
  }

  async receive(body: ReadableStream<Uint8Array>, options: ReceiveOptions): Promise<number> {
    const uploadId = uploadIdOf(options.id);
    const writers = this.#writers.get(uploadId) ?? new ActiveWriters();
    this.#writers.set(uploadId, writers);
    const onKept = () => this.#onKept(uploadId);
    return writers.run(options.signal, (signal) =>
      receiveFile(this.#folder.fileOf(options.id), body, { ...options, signal, onKept }),
    );
  }

  /** The file comes to be whole under another name first: whoever dies in between left nothing that counts. */
  async concatenate({ id, partialIds, ...upload }: FinalUpload): Promise<void> {
    const joined = unfinishedName(this.#folder.fileOf(id), "joined");
    const [first = "", ...others] = partialIds.map((partial) => this.#folder.fileOf(partial));
    await copyFile(first, joined);
    for (const other of others) await appendFile(joined, createReadStream(other));
    await rename(joined, this.#folder.fileOf(id));
    const { size, metadata, concat } = upload;
    const creation_date = new Date().toISOString();
    await this.#folder.writeRecord({ id, size, metadata, concat, creation_date, offset: 0 });
    for (const partial of partialIds) {
      await this.#folder.removeRecord(partial);
      await rm(this.#folder.fileOf(partial), { force: true });
    }
  }

  async head(id: string, length: number): Promise<Uint8Array> {
    const file = await open(this.#folder.fileOf(id));
    try {
      return await readAt(file, 0, length);
    } finally {
      await file.close();
    }
  }

  async expiresAt(uploadId: string): Promise<number | null> {
    const ownership = await this.#folder.ownership(uploadId);
    const touchedAt = await this.#folder.touchedAt(uploadId);
    return ownership && touchedAt !== null ? touchedAt + ownership.upload.timeout_s * 1000 : null;
  }

  /** Ends whoever is writing, then removes every byte. */
  async discard(uploadId: string): Promise<void> {
    this.#onDiscard(uploadId);
    await this.#writers.get(uploadId)?.stop();
    this.#writers.delete(uploadId);
    await this.#folder.remove(uploadId);
  }
}
