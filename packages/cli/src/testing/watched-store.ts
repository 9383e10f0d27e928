import { Readable } from "node:stream";
import { FileStore } from "@tus/file-store";

export interface WatchedStoreOptions {
  readonly directory: string;
  /** Told of every chunk once it is handed on; what it throws cuts the upload there. */
  readonly onChunk: (bytes: number) => void;
}

/** Keeps what arrives in files, and lets a test watch. */
export class WatchedStore extends FileStore {
  readonly #onChunk: WatchedStoreOptions["onChunk"];

  constructor({ directory, onChunk }: WatchedStoreOptions) {
    super({ directory });
    this.#onChunk = onChunk;
  }

  override write(readable: Readable, id: string, offset: number): Promise<number> {
    const onChunk = this.#onChunk;
    async function* watched() {
      for await (const chunk of readable) {
        yield chunk;
        onChunk(chunk.length);
      }
    }
    return super.write(Readable.from(watched()), id, offset);
  }
}
