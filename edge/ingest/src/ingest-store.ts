import type { DataStore } from "@tus/server";
import type { UploadMetadata } from "./declared-file.ts";
import type { UploadChecksum } from "./upload-checksum.ts";

/** What is known of one upload of the protocol: the file itself, or a partial upload of it. */
export interface UploadFacts {
  readonly id: string;
  /** Bytes; null while the client has not said. */
  readonly size: number | null;
  /** Bytes kept so far. */
  readonly offset: number;
  /** `Upload-Concat` as it came: `partial`, or `final;` and what the upload is made of. */
  readonly concat: string | null;
}

/** An upload to be made of partial ones. */
export interface FinalUpload {
  readonly id: string;
  readonly size: number;
  readonly metadata: UploadMetadata | undefined;
  readonly concat: string;
  /** In order. */
  readonly partialIds: readonly string[];
}

export interface ReceiveOptions {
  readonly id: string;
  readonly offset: number;
  /** Bytes that may be taken. */
  readonly limit: number;
  /** What the bytes have to add up to; if they do not, none of them counts. */
  readonly checksum: UploadChecksum | null;
  /** Another request takes over: what arrived is kept, and nothing more is read. */
  readonly signal: AbortSignal;
  /** Called with the first bytes of the upload before any of them counts; what it throws ends the request. */
  readonly onHead: (head: Uint8Array) => void;
}

/**
 * A home for uploads' bytes: a store of @tus/server, and what the protocol needs besides. Ids are those of
 * `upload-path.ts`; where nothing is known of one, `getUpload` and its like throw as the library expects.
 */
export interface IngestStore extends DataStore {
  facts(id: string): Promise<UploadFacts | null>;
  /** The partial uploads of an upload. */
  partials(uploadId: string): Promise<UploadFacts[]>;
  /**
   * Keeps bytes. What a connection delivered before it broke is kept as well.
   *
   * @returns the offset after them
   * @throws TusError `payload_too_large`, `checksum_mismatch`
   */
  receive(body: ReadableStream<Uint8Array>, options: ReceiveOptions): Promise<number>;
  concatenate(upload: FinalUpload): Promise<void>;
  /** The first bytes of an upload; fewer where it has fewer. */
  head(id: string, length: number): Promise<Uint8Array>;
  /** When the unfinished upload is given up, in ms since the epoch. */
  expiresAt(uploadId: string): Promise<number | null>;
}
