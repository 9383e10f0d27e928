/** Inclusive of `start`, exclusive of `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredObject {
  readonly body: ReadableStream<Uint8Array>;
  /** Of the whole object. */
  readonly size: number;
  readonly contentType: string | null;
  readonly etag: string;
  /** What the body holds; null for all of it. */
  readonly range: ByteRange | null;
}

interface ReplacingObject {
  readonly body: string;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ObjectStore {
  /** @param range where `end` may be null for «to the end» and `start` negative for «the last −start bytes» */
  get(
    key: string,
    range?: { start: number; end: number | null },
  ): Promise<StoredObject | "not_satisfiable" | null>;
  /** The body must be of known length: a buffer, or a stream with `size`. */
  put(
    key: string,
    body: Uint8Array | ReadableStream<Uint8Array>,
    options: { size: number; contentType: string },
  ): Promise<void>;
  /**
   * Writes an object in knowledge of the one that is there: nobody else's write comes between.
   *
   * @param write gets the metadata of the object that is there, null where there is none, and gives what replaces it, null for
   *   nothing; called again when somebody else was quicker
   */
  replace(
    key: string,
    write: (existing: Readonly<Record<string, string>> | null) => ReplacingObject | null,
  ): Promise<void>;
  /** All keys under the prefix. */
  list(prefix: string): Promise<string[]>;
  delete(keys: readonly string[]): Promise<void>;
  deleteUnder(prefix: string): Promise<number>;
}

export interface SourcePart {
  readonly key: string;
  readonly offset: number;
  readonly size: number;
}

/** What a reader wants of a source. */
export interface SourceRequest {
  /** Negative for «the last −start bytes». */
  readonly start: number;
  /** Exclusive; null for «to the end». */
  readonly end: number | null;
  /** While the upload still runs: go on reading as bytes arrive, until it ends. */
  readonly follow: boolean;
}

/** A stretch of a source. A body that follows an upload fails when the upload is given up. */
export interface SourceRange {
  readonly body: ReadableStream<Uint8Array>;
  /** `end` null: as far as the upload goes. */
  readonly range: { readonly start: number; readonly end: number | null };
  /** Of the whole source; null while it grows. */
  readonly sizeBytes: number | null;
}

/** Uploads' bytes where they arrived. */
export interface UploadBytes {
  /** @throws ApiError `gone`, `range_not_satisfiable` */
  read(uploadId: string, request: SourceRequest): Promise<SourceRange>;
  /** Refuses further bytes and removes the received ones. */
  discard(uploadId: string): Promise<void>;
}

/** The owners of the uploads that arrive at the Worker: they speak tus. */
export interface UploadOwners {
  fetch(uploadId: string, request: Request): Promise<Response>;
}
