import { DataStore, ERRORS, Upload } from "@tus/server";
import { sourcePrefix } from "../domain/output-prefix.ts";
import type { ObjectStore, SourcePart } from "../domain/ports.ts";
import { digester, type UploadChecksum } from "../http/upload-checksum.ts";

/**
 * Size at which received bytes become an object of their own. A connection that breaks loses nothing that arrived;
 * a process that dies loses less than this. Two buffers of this size are in memory at most.
 */
const partSize = 8 * 1024 * 1024;

/** As the protocol library throws: tus 1.0, Checksum. */
const checksumMismatch = {
  status_code: 460,
  body: "The bytes do not match their Upload-Checksum and were discarded. Send them again.",
};

interface StoredUpload {
  readonly id: string;
  readonly size: number | null;
  readonly metadata: Record<string, string | null> | null;
  readonly created_at: string;
}

interface Dependencies {
  readonly storage: DurableObjectStorage;
  readonly objects: ObjectStore;
  /** Called after every part that was kept. */
  readonly onOffset: (offset: number) => Promise<void>;
}

/**
 * A tus store that keeps an upload as a log of parts: every few MiB received become one object, so that they survive
 * whatever happens to the connection, need no equal size, and can be read while the upload still runs.
 * Offsets live in the Durable Object's own database, which is the only writer.
 */
export class PartStore extends DataStore {
  readonly #storage: DurableObjectStorage;
  readonly #objects: ObjectStore;
  readonly #onOffset: Dependencies["onOffset"];
  #expected: UploadChecksum | null = null;

  constructor({ storage, objects, onOffset }: Dependencies) {
    super();
    this.extensions = [
      "creation",
      "creation-with-upload",
      "creation-defer-length",
      "termination",
      "checksum",
    ];
    this.#storage = storage;
    this.#objects = objects;
    this.#onOffset = onOffset;
    storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS parts (offset INTEGER PRIMARY KEY, size INTEGER NOT NULL, key TEXT NOT NULL)",
    );
  }

  override async create(upload: Upload): Promise<Upload> {
    upload.creation_date = new Date().toISOString();
    this.#save({
      id: upload.id,
      size: upload.size ?? null,
      metadata: upload.metadata ?? null,
      created_at: upload.creation_date,
    });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const stored = this.load();
    if (stored?.id !== id) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({
      id,
      offset: this.offset(),
      creation_date: stored.created_at,
      ...(stored.size === null ? {} : { size: stored.size }),
      ...(stored.metadata === null ? {} : { metadata: stored.metadata }),
    });
  }

  override async declareUploadLength(id: string, length: number): Promise<void> {
    const stored = this.load();
    if (stored?.id !== id) throw ERRORS.FILE_NOT_FOUND;
    this.#save({ ...stored, size: length });
  }

  /** Until the lock is released: the next write has to add up to this, or none of it counts. */
  expectChecksum(checksum: UploadChecksum | null): void {
    this.#expected = checksum;
  }

  override async write(stream: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    return this.#expected === null
      ? this.#writeParts(stream, id, offset, (part) => this.#record([part]))
      : this.#writeVerified(stream, id, offset, this.#expected);
  }

  /** Every part counts as soon as it is stored. */
  async #writeParts(
    stream: AsyncIterable<Uint8Array>,
    id: string,
    offset: number,
    onPart: (part: SourcePart) => Promise<void>,
  ): Promise<number> {
    let end = offset;
    let buffer = new Uint8Array(partSize);
    let filled = 0;
    const flush = async () => {
      if (filled === 0) return;
      const bytes = buffer.subarray(0, filled);
      filled = 0;
      await onPart(await this.#put(id, end, bytes));
      end += bytes.byteLength;
      buffer = new Uint8Array(partSize);
    };
    try {
      for await (const chunk of stream) {
        for (let taken = 0; taken < chunk.byteLength; ) {
          const piece = chunk.subarray(taken, taken + partSize - filled);
          buffer.set(piece, filled);
          filled += piece.byteLength;
          taken += piece.byteLength;
          if (filled === partSize) await flush();
        }
      }
    } finally {
      // A connection that broke has still delivered what is in the buffer.
      await flush();
    }
    return end;
  }

  /** No part counts until the request's checksum has proved them all; a connection that broke proves nothing. */
  async #writeVerified(
    stream: AsyncIterable<Uint8Array>,
    id: string,
    offset: number,
    expected: UploadChecksum,
  ): Promise<number> {
    const sum = digester(expected.algorithm);
    async function* summed() {
      for await (const chunk of stream) {
        await sum.add(chunk);
        yield chunk;
      }
    }
    const pending: SourcePart[] = [];
    try {
      const end = await this.#writeParts(summed(), id, offset, async (part) => void pending.push(part));
      if ((await sum.finish()) !== expected.digest) throw checksumMismatch;
      await this.#record(pending);
      return end;
    } catch (error) {
      await this.#objects.delete(pending.map(({ key }) => key));
      throw error;
    }
  }

  override async remove(): Promise<void> {
    const stored = this.load();
    if (stored === null) throw ERRORS.FILE_NOT_FOUND;
    await this.#objects.deleteUnder(sourcePrefix(stored.id));
    this.#storage.sql.exec("DELETE FROM parts");
    this.#storage.kv.delete("upload");
  }

  /** What is known of the upload; null before its creation and after its removal. */
  load(): StoredUpload | null {
    return this.#storage.kv.get<StoredUpload>("upload") ?? null;
  }

  /** Bytes kept so far. */
  offset(): number {
    return this.#storage.sql
      .exec<{ end: number }>("SELECT COALESCE(MAX(offset + size), 0) AS end FROM parts")
      .one().end;
  }

  parts(): SourcePart[] {
    return this.#storage.sql
      .exec<{ key: string; offset: number; size: number }>(
        "SELECT key, offset, size FROM parts ORDER BY offset",
      )
      .toArray();
  }

  async #put(id: string, offset: number, bytes: Uint8Array): Promise<SourcePart> {
    // The name follows from the offset: a part that was stored but not recorded is written over by the next try.
    const key = `${sourcePrefix(id)}${String(offset).padStart(16, "0")}`;
    await this.#objects.put(key, bytes, { size: bytes.byteLength, contentType: "application/octet-stream" });
    return { key, offset, size: bytes.byteLength };
  }

  async #record(parts: readonly SourcePart[]): Promise<void> {
    for (const { key, offset, size } of parts) {
      this.#storage.sql.exec(
        "INSERT OR REPLACE INTO parts (offset, size, key) VALUES (?, ?, ?)",
        offset,
        size,
        key,
      );
    }
    await this.#onOffset(this.offset());
  }

  #save(upload: StoredUpload): void {
    this.#storage.kv.put("upload", upload);
  }
}
