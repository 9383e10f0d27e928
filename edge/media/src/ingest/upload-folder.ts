import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type AdmittedUpload, type DeclaredFile, isPartialId, uploadIdOf } from "@firstframe/ingest";
import type { Upload } from "@tus/server";
import { ifThere } from "../if-there.ts";
import { readJson } from "./read-json.ts";
import { isUnfinished } from "./unfinished-file.ts";
import { writeJson } from "./write-json.ts";

/** An upload of the protocol as it was created. Its offset is the size of its file. */
export type StoredUpload = Pick<Upload, "id" | "size" | "offset" | "metadata" | "creation_date"> & {
  readonly concat?: string;
};

/** What is kept of a whole upload besides its bytes. */
export interface Ownership {
  /** As it was when a client began to send. */
  readonly upload: AdmittedUpload;
  /** Set once every byte is here. */
  readonly received: (DeclaredFile & { readonly sizeBytes: number }) | null;
}

const recordEnding = ".json";
const ownershipEnding = ".upload";

/**
 * The files of uploads on a volume: `<id>` holds bytes, `<id>.json` what the client said, `<upload id>.upload` what is
 * known of the whole; what else begins with an upload's id is being made.
 */
export class UploadFolder {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Makes the folder, or removes what a process left that died. Only before anything is written. */
  async prepare(): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    const names = Map.groupBy(await readdir(this.directory), uploadIdOf);
    for (const [uploadId, its] of names) {
      const whole = [uploadId, uploadId + recordEnding, uploadId + ownershipEnding];
      const others = its.filter((name) => !whole.includes(name));
      if (others.length === 0) continue;
      const isJoined = (await this.record(uploadId))?.concat !== undefined;
      for (const name of others) if (isJoined || isUnfinished(name)) await rm(this.fileOf(name));
    }
  }

  fileOf(id: string): string {
    return join(this.directory, id);
  }

  record(id: string): Promise<StoredUpload | undefined> {
    return readJson(this.fileOf(id) + recordEnding);
  }

  writeRecord(upload: StoredUpload): Promise<void> {
    return writeJson(this.fileOf(upload.id) + recordEnding, upload);
  }

  async removeRecord(id: string): Promise<void> {
    await rm(this.fileOf(id) + recordEnding, { force: true });
  }

  ownership(uploadId: string): Promise<Ownership | undefined> {
    return readJson(this.fileOf(uploadId) + ownershipEnding);
  }

  writeOwnership(ownership: Ownership): Promise<void> {
    return writeJson(this.fileOf(ownership.upload.id) + ownershipEnding, ownership);
  }

  /** Every upload that has left something here. */
  async uploadIds(): Promise<string[]> {
    return [...new Set((await readdir(this.directory)).map(uploadIdOf))];
  }

  async partialIds(uploadId: string): Promise<string[]> {
    const names = await this.#namesOf(uploadId);
    const records = names.filter((name) => name.endsWith(recordEnding));
    return records.map((name) => name.slice(0, -recordEnding.length)).filter(isPartialId);
  }

  /** When the upload was begun or its last byte came, in ms since the epoch; null where nothing is here. */
  async touchedAt(uploadId: string): Promise<number | null> {
    const files = (await this.#namesOf(uploadId)).map((name) => ifThere(stat(this.fileOf(name))));
    const times = (await Promise.all(files)).flatMap((file) => file?.mtimeMs ?? []);
    return times.length === 0 ? null : Math.max(...times);
  }

  async remove(uploadId: string): Promise<void> {
    for (const name of await this.#namesOf(uploadId)) await rm(this.fileOf(name), { force: true });
  }

  async #namesOf(uploadId: string): Promise<string[]> {
    return (await readdir(this.directory)).filter((name) => uploadIdOf(name) === uploadId);
  }
}
