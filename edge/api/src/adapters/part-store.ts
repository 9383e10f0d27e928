import { signatureBytes } from "@firstframe/contract/constants";
import {
  ActiveWriters,
  alreadyCreated,
  checksumMismatch,
  type FinalUpload,
  type IngestStore,
  isPartialId,
  partialConcat,
  type ReceiveOptions,
  type UploadFacts,
  uploadIdOf,
} from "@firstframe/ingest";
import { DataStore, ERRORS, Upload } from "@tus/server";
import type { ObjectStore, SourcePart } from "../domain/byte-ports.ts";
import { sourcePrefix } from "../domain/output-prefix.ts";
import { digester } from "./digester.ts";
import type { PartLog } from "./part-log.ts";
import { writeParts } from "./write-parts.ts";

interface Dependencies {
  readonly log: PartLog;
  readonly objects: ObjectStore;
  readonly makeSuffix: () => string;
  readonly expiresAt: () => number | null;
  /** Called after every part that was kept. */
  readonly onKept: () => void;
}

/**
 * A tus store that keeps an upload as a log of parts: every few MiB received become one object, so that they survive
 * whatever happens to the connection, need no equal size, and can be read while the upload still runs.
 */
export class PartStore extends DataStore implements IngestStore {
  readonly #dependencies: Dependencies;
  readonly #writers = new ActiveWriters();

  constructor(dependencies: Dependencies) {
    super();
    this.#dependencies = dependencies;
    // The library asks for concatenation under a name of its own.
    this.extensions = [
      "creation",
      "creation-with-upload",
      "creation-defer-length",
      "termination",
      "concatentation",
    ];
  }

  override async create(upload: Upload): Promise<Upload> {
    const { log } = this.#dependencies;
    if (log.find(upload.id) !== null) throw alreadyCreated;
    log.create({
      id: upload.id,
      size: upload.size ?? null,
      metadata: upload.metadata ?? null,
      concat: isPartialId(upload.id) ? partialConcat : null,
      createdAt: upload.creation_date ?? "",
    });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { log } = this.#dependencies;
    const stored = log.find(id);
    if (stored === null) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({
      id,
      offset: log.offset(id),
      creation_date: stored.createdAt,
      ...(stored.size === null ? {} : { size: stored.size }),
      ...(stored.metadata === null ? {} : { metadata: stored.metadata }),
    });
  }

  override async declareUploadLength(id: string, length: number): Promise<void> {
    this.#dependencies.log.declareSize(id, length);
  }

  override async remove(id: string): Promise<void> {
    const { log, objects } = this.#dependencies;
    if (log.find(id) === null) throw ERRORS.FILE_NOT_FOUND;
    const keys = log.parts(id).map(({ key }) => key);
    log.remove(id);
    await objects.delete(keys);
  }

  async facts(id: string): Promise<UploadFacts | null> {
    return this.#dependencies.log.facts(id);
  }

  async partials(): Promise<UploadFacts[]> {
    return this.#dependencies.log.partials();
  }

  async expiresAt(): Promise<number | null> {
    return this.#dependencies.expiresAt();
  }

  receive(body: ReadableStream<Uint8Array>, options: ReceiveOptions): Promise<number> {
    return this.#writers.run(options.signal, (signal) => this.#receive(body, { ...options, signal }));
  }

  async concatenate({ partialIds, metadata, ...upload }: FinalUpload): Promise<void> {
    const createdAt = new Date().toISOString();
    this.#dependencies.log.concatenate({ ...upload, metadata: metadata ?? null, createdAt }, partialIds);
  }

  async head(id: string, length: number): Promise<Uint8Array> {
    const { log, objects } = this.#dependencies;
    const bytes = new Uint8Array(length);
    let filled = 0;
    for (const { key, size } of log.parts(id)) {
      if (filled === length) break;
      const object = await objects.get(key, { start: 0, end: Math.min(size, length - filled) });
      if (object === null || object === "not_satisfiable") break;
      const piece = new Uint8Array(await new Response(object.body).arrayBuffer());
      bytes.set(piece, filled);
      filled += piece.byteLength;
    }
    return bytes.subarray(0, filled);
  }

  /** Ends whoever is writing, then removes every byte. */
  async discard(uploadId: string): Promise<void> {
    const { log, objects } = this.#dependencies;
    await this.#writers.stop();
    log.clear();
    await objects.deleteUnder(sourcePrefix(uploadId));
  }

  /** Removes the objects of a process that died before it could record them. Only before this one writes any. */
  async sweep(): Promise<void> {
    const { log, objects } = this.#dependencies;
    const keys = log.pending();
    if (keys.length === 0) return;
    await objects.delete(keys);
    for (const key of keys) log.settle(key, null);
  }

  /** Parts count as soon as they are stored; under a checksum, once it has proved them all. */
  async #receive(body: ReadableStream<Uint8Array>, options: ReceiveOptions): Promise<number> {
    const { objects } = this.#dependencies;
    const { id, checksum } = options;
    const sum = checksum && digester(checksum.algorithm);
    const unproved: SourcePart[] = [];
    let head = new Uint8Array();
    let end = options.offset;
    const put = async (bytes: Uint8Array) => {
      const part = await this.#put(id, end, bytes);
      end += part.size;
      if (sum === null) this.#keep(id, part);
      else unproved.push(part);
    };
    try {
      const { limit, signal, onHead } = options;
      await writeParts(body, {
        ...{ limit, signal, put },
        onHead(bytes) {
          if (options.offset > 0) return;
          if (sum === null) onHead(bytes);
          else head = bytes.slice(0, signatureBytes);
        },
        onBytes: async (bytes) => void (await sum?.add(bytes)),
      });
      if (sum !== null) {
        if ((await sum.finish()) !== checksum?.digest) throw checksumMismatch();
        onHead(head);
      }
      for (const part of unproved) this.#keep(id, part);
      return end;
    } catch (error) {
      await objects.delete(unproved.map(({ key }) => key));
      for (const { key } of unproved) this.#dependencies.log.settle(key, null);
      throw error;
    }
  }

  async #put(id: string, offset: number, bytes: Uint8Array): Promise<SourcePart> {
    const { log, objects, makeSuffix } = this.#dependencies;
    // No name is used twice: a write that comes late, of a process thought dead, must not replace another's bytes.
    const key = `${sourcePrefix(uploadIdOf(id))}${String(offset).padStart(16, "0")}-${makeSuffix()}`;
    log.begin(key);
    await objects.put(key, bytes, { size: bytes.byteLength, contentType: "application/octet-stream" });
    return { key, offset, size: bytes.byteLength };
  }

  #keep(id: string, part: SourcePart): void {
    const { log, onKept } = this.#dependencies;
    log.settle(part.key, { upload: id, part });
    onKept();
  }
}
